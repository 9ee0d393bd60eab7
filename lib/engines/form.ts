import type { GraphForm } from '../model/onnx/graph.js';
import type { Target } from './target.js';

/** The form that ONNX Runtime and OpenVINO get. OpenVINO goes from fp32 to bf16 by itself. */
export function formFor({
  engine,
  precision,
  cuda,
}: Pick<Target, 'engine' | 'precision' | 'cuda'>): GraphForm {
  if (engine === 'openvino') return { attention: 'fused', precision: 'fp32', upsampling: 'depth-to-space' };
  return { attention: 'fused', precision, upsampling: cuda ? 'resize' : 'interleave' };
}
