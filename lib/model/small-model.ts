import { fileURLToPath } from 'node:url';

/** The folder of the small model that ships with the package, trained on aerial scenes of 0.3 m per pixel. */
export const smallModel = fileURLToPath(new URL('../../models/harmonidiff-small', import.meta.url));
