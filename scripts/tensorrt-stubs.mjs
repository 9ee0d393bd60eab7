// Writes the base classes of the TensorRT stand-in (native/simulated/tensorrt): for each of TensorRT's interfaces that it
// implements, a class whose functions all end the process, so that the stand-in only states what is called.
import { readFileSync } from 'node:fs';

const INTERFACES = [
  'VHostMemory',
  'VRuntime',
  'VOptimizationProfile',
  'VCudaEngine',
  'VExecutionContext',
  'VNetworkDefinition',
  'VTimingCache',
  'VBuilderConfig',
  'VBuilder',
];

/** The text of stubs.h for TensorRT's header NvInferImpl.h. */
export function tensorRtStubs(header) {
  const text = readFileSync(header, 'utf8').replace(/\/\/[^\n]*/g, '');
  return `#pragma once

#include <NvInfer.h>

#include <cstdio>
#include <cstdlib>

namespace nvinfer1::apiv {

[[noreturn]] inline void unused(const char* name) {
  std::fprintf(stderr, "simulated TensorRT has no %s\\n", name);
  std::abort();
}

${INTERFACES.map((name) => stub(name, text)).join('\n\n')}

}  // namespace nvinfer1::apiv
`;
}

function stub(name, text) {
  const body = new RegExp(`class ${name}\\b[^{;]*\\{([\\s\\S]*?)\\n\\};`).exec(text)[1];
  const declarations = body.replace(/\s+/g, ' ').matchAll(/((?:TRT_\w+ )?virtual [^;]*?) = 0;/g);
  const functions = [...declarations].map(([, declaration]) => {
    const signature = declaration.replace(/TRT_\w+ /g, '').replace('virtual ', '');
    const [, called] = /(\w+)\s*\(/.exec(signature);
    return `  ${signature} override { unused("${name}::${called}"); }`;
  });
  return `struct Stub${name} : ${name} {\n${functions.join('\n')}\n};`;
}
