import { findDestination } from '../files/destination.js';
import type { LabelledImage } from '../labels/files.js';
import { ClassLabelling } from './label-classes.js';
import { ObjectLabelling } from './label-objects.js';
import type { Labelling, LabelsOfScene } from './labelling.js';
import { labelsFormat } from './names.js';
import { type Inputs, refuseInput } from './output.js';

/**
 * Reads the labels of a scene.
 *
 * @param inputs files that must not be replaced
 * @returns undefined if no labels are asked for
 * @throws OptionError, LabelsError, OutputError
 */
export async function openLabelling(
  { labelsIn, labelsOut, minVisible }: LabelsOfScene,
  scene: LabelledImage,
  inputs: Inputs,
): Promise<Labelling | undefined> {
  if (labelsOut === undefined) return undefined;
  await refuseInput('labelsOut', await findDestination(labelsOut), inputs);
  const format = labelsFormat(labelsOut);
  if (format === 'classes') return ClassLabelling.open(scene, labelsIn, labelsOut);
  return ObjectLabelling.open(format, scene, labelsIn, labelsOut, minVisible!);
}
