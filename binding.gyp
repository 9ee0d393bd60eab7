{
  # prebuildify can only call node-gyp; this hands the work to CMake. It has a folder of its own, because build/ is
  # node-gyp's here. libstdc++ goes into the binary, so that it also loads where an older one is installed.
  'targets': [{
    'target_name': 'harmonidiff',
    'type': 'none',
    'actions': [{
      'action_name': 'cmake-js',
      'inputs': [],
      'outputs': ['<(PRODUCT_DIR)/harmonidiff.node'],
      'action': [
        'node_modules/.bin/cmake-js', 'build', '--out', 'cmake', '--parallel', '<!(nproc)',
        '--CDCMAKE_LIBRARY_OUTPUT_DIRECTORY=<(PRODUCT_DIR)',
        '--CDCMAKE_SHARED_LINKER_FLAGS=-static-libstdc++ -Wl,--gc-sections',
        '--CDHARMONIDIFF_TESTING=OFF',
      ],
    }],
  }],
}
