import type { AnyParser } from './parser.js';
import { configs, scheduler, shardIndex } from './parsers/configs.js';
import { jobs, submissions } from './parsers/distributed.js';
import { options, textFields } from './parsers/fields.js';
import { form } from './parsers/form.js';
import { images, profiles, tiffImages } from './parsers/images.js';
import { augmentManifest, datasetManifest, evaluationRows, evaluationSettings } from './parsers/manifests.js';
import { classRasters, georeferences, patchedScenes, scenes, sidecarTiffs } from './parsers/rasters.js';
import { safetensors } from './parsers/safetensors.js';
import { journals, storedPatches } from './parsers/stored-patches.js';
import { tokenizer } from './parsers/tokenizer.js';
import { folderLabels, geojson, labels } from './parsers/vectors.js';

/** Every parser of untrusted input. */
export const parsers: readonly AnyParser[] = [
  safetensors,
  shardIndex,
  configs,
  scheduler,
  tokenizer,
  images,
  profiles,
  tiffImages,
  scenes,
  sidecarTiffs,
  patchedScenes,
  storedPatches,
  journals,
  georeferences,
  classRasters,
  geojson,
  labels,
  folderLabels,
  datasetManifest,
  augmentManifest,
  evaluationRows,
  evaluationSettings,
  textFields,
  options,
  form,
  submissions,
  jobs,
];
