"""Runs an ONNX model through OpenVINO's C API, with the libraries of one folder: FOLDER MODEL BLOB.

Reads, compiles, exports, imports and runs it, so that a library that any of this needs cannot be missing. Prints the
folders of all libraries that OpenVINO has brought into the process.
"""

import ctypes
import os
import sys
from pathlib import Path

folder, model, blob = sys.argv[1:]
libraries = Path(folder)
(c_library,) = libraries.glob("libopenvino_c.so.*")
openvino = ctypes.CDLL(str(c_library), mode=os.RTLD_NOW)
openvino.ov_get_last_err_msg.restype = ctypes.c_char_p


def call(name: str, *arguments: object) -> ctypes.c_void_p:
    """Calls a function that returns a status and writes to its last parameter, a pointer."""
    result = ctypes.c_void_p()
    if getattr(openvino, name)(*arguments, ctypes.byref(result)) != 0:
        sys.exit(f"{name}: {openvino.ov_get_last_err_msg()}")
    return result


core = call("ov_core_create")
network = call("ov_core_read_model", core, model.encode(), None)
compiled = call("ov_core_compile_model", core, network, b"CPU", ctypes.c_size_t(0))
if openvino.ov_compiled_model_export_model(compiled, blob.encode()) != 0:
    sys.exit(f"ov_compiled_model_export_model: {openvino.ov_get_last_err_msg()}")
content = Path(blob).read_bytes()
imported = call("ov_core_import_model", core, content, ctypes.c_size_t(len(content)), b"CPU")
request = call("ov_compiled_model_create_infer_request", imported)
if openvino.ov_infer_request_infer(request) != 0:
    sys.exit(f"ov_infer_request_infer: {openvino.ov_get_last_err_msg()}")
mapped = {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines() if ".so" in line}
ours = [Path(path) for path in mapped if any(part in Path(path).name for part in ("openvino", "tbb", "hwloc"))]
print("\n".join(sorted({str(path.parent) for path in ours})))
