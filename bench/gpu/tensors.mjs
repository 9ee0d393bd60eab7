// Lists the tensors of the networks. It asks the graphs' emitters, so that nothing is stated twice.
import { Config } from '../../dist/model/config.js';
import { buildGraphs } from '../../dist/model/graphs.js';
import { readClassifierShape } from '../../dist/model/networks/classifier.js';
import { readTextEncoderShape } from '../../dist/model/networks/text-encoder.js';
import { readUNetShape } from '../../dist/model/networks/unet.js';
import { readVaeShape } from '../../dist/model/networks/vae.js';

/** Names and shapes by network: { unet: Map { 'conv_in.weight' → [320, 4, 3, 3], … }, … }. */
export function listTensors({ unet, vae, text_encoder, classifier, classifierWidth }) {
  const network = (name, values) => ({
    config: new Config(`${name}/config.json`, values),
    weights: new Recorder(),
  });
  const model = {
    unet: network('unet', unet),
    vae: network('vae', vae),
    textEncoder: network('text_encoder', text_encoder),
    classifier: network('classifier', classifier),
  };
  model.textEncoder.shape = readTextEncoderShape(model.textEncoder.config);
  model.unet.shape = readUNetShape(model.unet.config);
  model.vae.shape = readVaeShape(model.vae.config);
  model.classifier.shape = readClassifierShape(model.classifier.config);
  // The emitter reads the classifier's width from its first convolution.
  model.classifier.weights.get('backbone.conv1.weight', [classifierWidth, 4, 7, 7]);
  buildGraphs(model, { attention: 'decomposed', precision: 'fp16' });
  return {
    unet: model.unet.weights.shapes,
    vae: model.vae.weights.shapes,
    text_encoder: model.textEncoder.weights.shapes,
    classifier: model.classifier.weights.shapes,
  };
}

/** Stands in for the weights of a network that does not exist yet, and records the tensors that are requested. */
class Recorder {
  shapes = new Map();
  folder = '.';

  /** Stable Diffusion's text encoders are published with this prefix, its VAE with today's attention names. */
  has(name) {
    return this.shapes.has(name) || name.startsWith('text_model.');
  }

  get(name, shape = this.shapes.get(name)) {
    // The dtype is asked for first.
    if (!shape) return { dtype: 'F16' };
    this.shapes.set(name, [...shape]);
    const length = shape.reduce((product, side) => product * side, 2);
    return { file: 'none.safetensors', dtype: 'F16', shape, offset: 0, length };
  }
}
