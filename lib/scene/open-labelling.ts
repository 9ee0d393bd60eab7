import { extname } from 'node:path';
import { OptionError } from '../errors.js';
import { findDestination } from '../files/destination.js';
import type { LabelledImage } from '../labels/files.js';
import { ClassLabelling } from './label-classes.js';
import { ObjectLabelling } from './label-objects.js';
import type { Labelling, LabelsOfScene } from './labelling.js';
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
  const ending = extname(labelsOut).toLowerCase();
  if (ending === '.json') return ObjectLabelling.open('coco', scene, labelsIn, labelsOut, minVisible!);
  if (ending === '.geojson') return ObjectLabelling.open('geojson', scene, labelsIn, labelsOut, minVisible!);
  if (ending === '.tif' || ending === '.tiff') return ClassLabelling.open(scene, labelsIn, labelsOut);
  throw new OptionError(
    `labelsOut is ${labelsOut}; it must end in .json (COCO JSON), .geojson, or .tif (a raster of classes).`,
  );
}
