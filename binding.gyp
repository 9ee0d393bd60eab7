{
  # prebuildify can only call node-gyp; this hands the work to CMake. It has a folder of its own, because build/ is
  # node-gyp's here.
  'targets': [{
    'target_name': 'harmonidiff',
    'type': 'none',
    'actions': [{
      'action_name': 'cmake-js',
      'inputs': [],
      'outputs': ['<(PRODUCT_DIR)/harmonidiff.node'],
      'action': [
        'node_modules/.bin/cmake-js', 'build', '--out', 'cmake-<(target_arch)', '--parallel', '<!(nproc)',
        '--CDCMAKE_LIBRARY_OUTPUT_DIRECTORY=<(PRODUCT_DIR)',
        '--CDHARMONIDIFF_TESTING=OFF',
      ],
    }],
  }],
}
