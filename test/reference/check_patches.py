"""Compares patched rasters with the originals: python test/reference/check_patches.py FILE

FILE is JSON: a list of cases with the paths `before` and `after`, the `window` (x, y, width, height), `makesValid`,
`rewrite`, and the paths of `changed` (uint8) and of the bands' `planes` (null where a band stays) in the type `dtype`.
Prints what differs from what it should be, by `after`, as JSON.
"""

import functools
import json
import multiprocessing
import os
import sys
import warnings
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import ColorInterp, MaskFlags
from rio_cogeo import cog_validate

warnings.filterwarnings("ignore")


class Ranges(SimpleHTTPRequestHandler):
    """Serves parts of files, as servers of rasters do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        size = path.stat().st_size
        first, last = 0, size - 1
        asked = self.headers.get("Range")
        if asked:
            first, end = asked.removeprefix("bytes=").split("-")
            first, last = int(first), min(int(end or last), last)
            if first > last:
                return self.send_error(416)
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(last - first + 1))
        self.send_header("Accept-Ranges", "bytes")
        if asked:
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.end_headers()
        with path.open("rb") as file:
            file.seek(first)
            self.wfile.write(file.read(last - first + 1))

    def do_HEAD(self):
        if not Path(self.translate_path(self.path)).is_file():
            return self.send_error(404)
        self.send_response(200)
        self.send_header("Content-Length", str(Path(self.translate_path(self.path)).stat().st_size))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()

    def log_message(self, *_):
        pass


def serve():
    """In a process of its own, because GDAL holds Python's lock while it waits."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Ranges, directory="/"))
    multiprocessing.get_context("fork").Process(target=server.serve_forever, daemon=True).start()
    return f"/vsicurl/http://127.0.0.1:{server.server_address[1]}"


def same(a, b):
    """Whether all bits are equal, those of NaN, too."""
    return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()


def kept(tags):
    return {key: value for key, value in tags.items() if not key.startswith("STATISTICS_")}


def check_facts(before, after, case):
    old, new = dict(before.profile), dict(after.profile)
    if case.get("rewrite"):
        for profile in (old, new):
            for key in ("compress", "photometric", "interleave", "predictor", "blockxsize", "blockysize", "tiled"):
                profile.pop(key, None)
    if repr(old) != repr(new):
        yield f"profile {new}, was {old}"
    for name in (
        "colorinterp",
        "mask_flag_enums",
        "descriptions",
        "scales",
        "offsets",
        "units",
        "gcps",
        "rpcs",
        "bounds",
    ):
        if repr(getattr(before, name)) != repr(getattr(after, name)):
            yield f"{name} {getattr(after, name)}, was {getattr(before, name)}"
    for band in range(before.count + 1):
        for space in (None, "TIFF", "RPC", "xml:XMP"):
            if space == "TIFF" and band == 0:
                continue
            if kept(before.tags(band, ns=space)) != kept(after.tags(band, ns=space)):
                yield f"tags of band {band} {after.tags(band)}, were {before.tags(band)}"
    if before.colorinterp[0] == ColorInterp.palette and before.colormap(1) != after.colormap(1):
        yield "colour map"
    if before.overviews(1) != after.overviews(1):
        yield f"overviews {after.overviews(1)}, were {before.overviews(1)}"
    ghost = after.get_tag_item("GDAL_STRUCTURAL_METADATA", "TIFF") or ""
    if "KNOWN_INCOMPATIBLE_EDITION=YES" in ghost:
        yield "it is marked as edited"


def masked(dataset):
    return any(MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags for flags in dataset.mask_flag_enums)


def check_pixels(before, after, case, changed, planes):
    expected = before.read()
    x, y, width, height = case["window"]
    for band, plane in enumerate(planes):
        if plane is not None:
            window = expected[band, y : y + height, x : x + width]
            window[changed] = plane[changed]
    found = after.read()
    x1, y1 = x + width, y + height
    if case.get("rewrite") and before.profile.get("compress") == "jpeg":
        # Decoders differ in how they enlarge the colours.
        off = np.abs(expected.astype(int) - found)
        wrong = [off[i, y:y1, x:x1][changed].max() for i, plane in enumerate(planes) if plane is not None]
        if max(wrong) > 0 or off.mean() > 2:
            yield f"pixels are off by {off.mean()} in the mean, and by {max(wrong)} in the patch"
    elif not same(expected, found):
        wrong = (expected != found) & ~((expected != expected) & (found != found))
        yield f"{wrong.sum()} pixels are wrong"
    if masked(before):
        mask = before.read_masks(1)
        if case["makesValid"]:
            mask[y : y + height, x : x + width][changed] = 255
        if not same(mask, after.read_masks(1)):
            yield f"{(mask != after.read_masks(1)).sum()} pixels of the mask are wrong"


def weights(size, reduced):
    """[reduced, size] How much of each pixel lies under one of an overview."""
    edges = np.arange(reduced + 1) * (size / reduced)
    pixels = np.arange(size)
    below = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    below[below < 1e-7] = 0
    return below


def check_overviews(case, changed, planes, path):
    before, after = case["before"], case["after"]
    levels = [None, *range(len(rasterio.open(before).overviews(1)))]
    full = rasterio.open(after)
    touched = np.zeros(full.shape, bool)
    x, y, width, height = case["window"]
    touched[y : y + height, x : x + width] = changed
    nodata = full.nodata
    alpha = [band for band, meaning in enumerate(full.colorinterp) if meaning == ColorInterp.alpha]
    bands = {band for band, plane in enumerate(planes) if plane is not None}
    lower = full.read(), full.read_masks(1) > 0
    has_mask = masked(full)
    if (has_mask and case["makesValid"]) or alpha:
        bands = set(range(full.count))
    for level in levels[1:]:
        old, new = (rasterio.open(file, OVERVIEW_LEVEL=level) for file in (before, after))
        was, now = old.read(), new.read()
        down, across = weights(lower[0].shape[1], new.height), weights(lower[0].shape[2], new.width)
        touched = (down > 0).astype(float) @ touched @ (across > 0).T.astype(float) > 0
        is_jpeg = case.get("rewrite") and old.profile.get("compress") == "jpeg"
        if not is_jpeg and not same(was[:, ~touched], now[:, ~touched]):
            yield f"overview {level} differs outside"
        for band in range(full.count):
            samples = lower[0][band].astype(np.float64)
            valid = ~np.isnan(samples)
            if nodata is not None:
                valid &= samples != nodata
            if has_mask:
                valid &= lower[1]
            if alpha and band not in alpha:
                valid &= lower[0][alpha[0]] != 0
            total = down @ np.where(valid, samples, 0) @ across.T
            count = down @ valid @ across.T
            where = touched & (count > 1e-6)
            expected = was[band].astype(np.float64)
            if band in bands and full.colorinterp[0] != ColorInterp.palette:
                expected[where] = total[where] / count[where]
            elif band in bands:
                rows, columns = (
                    np.minimum(np.floor(np.arange(n) * size / n + 0.5).astype(int), size - 1)
                    for n, size in zip(now.shape[1:], samples.shape, strict=True)
                )
                expected[touched] = samples[np.ix_(rows, columns)][touched]
            # The nearest integer, or the nearest number of 11 or 24 bits.
            size_of_one = np.nanmax(np.abs(samples)) * 2.0 ** (-11 if "float16" in path.name else -23)
            tolerance = 0.5 + 1e-6 if now.dtype.kind in "ui" else size_of_one
            tests = where if full.colorinterp[0] != ColorInterp.palette else touched
            off = np.abs(now[band].astype(np.float64) - expected)[tests]
            # Means that are nodata themselves are moved.
            off = off[(expected[tests] != nodata)]
            if off.size and not (is_jpeg and band not in bands) and not off.max() <= tolerance:
                yield f"overview {level}, band {band + 1}: off by {off.max()}"
        mask = new.read_masks(1) > 0
        if has_mask:
            expected = old.read_masks(1) > 0
            if case["makesValid"]:
                expected[touched] = ((down > 0).astype(float) @ lower[1] @ (across > 0).T.astype(float) > 0)[touched]
            if not same(expected, mask):
                yield f"the mask of overview {level} is wrong in {(expected != mask).sum()} pixels"
        lower = now, mask


def check_statistics(before, after, planes, case):
    for band in range(1, before.count + 1):
        changes = planes[band - 1] is not None
        old = [key for key in before.tags(band) if key.startswith("STATISTICS_")]
        new = [key for key in after.tags(band) if key.startswith("STATISTICS_")]
        if changes and new:
            yield f"statistics of band {band} are left: {new}"
        if not changes and old != new and not case["makesValid"]:
            yield f"statistics of band {band} were {old} and are {new}"
    for name in (f"{case['after']}.aux.xml",):
        if os.path.exists(name) and all(plane is not None for plane in planes):
            text = Path(name).read_text()
            if "STATISTICS_" in text or "Histograms" in text:
                yield "statistics are left in .aux.xml"


def check(case, remote):
    path = Path(case["after"])
    _, _, width, height = case["window"]
    changed = np.fromfile(case["changed"], np.uint8).reshape(height, width) != 0
    planes = [p and np.fromfile(p, case["dtype"]).reshape(height, width) for p in case["planes"]]
    with rasterio.open(case["before"]) as before, rasterio.open(path) as after:
        yield from check_facts(before, after, case)
        yield from check_pixels(before, after, case, changed, planes)
        yield from check_statistics(before, after, planes, case)
        mask = after.dataset_mask()
    yield from check_overviews(case, changed, planes, path)
    old, new = (cog_validate(file, quiet=True) for file in (case["before"], path))
    if old[0] != new[0]:
        yield f"rio cogeo validate says {new}, said {old}"
    if masked(rasterio.open(path)):
        file = rasterio.open(remote + os.path.abspath(path))
        if not same(file.dataset_mask(), mask):
            yield "over HTTP, the mask is another"
        if not same(file.read(), rasterio.open(path).read()):
            yield "over HTTP, the pixels are others"


def main():
    cases = json.loads(Path(sys.argv[1]).read_text())
    found = {}
    with rasterio.Env(GDAL_DISABLE_READDIR_ON_OPEN="FALSE", VSI_CACHE=False):
        remote = serve()
        for case in cases:
            try:
                found[case["after"]] = list(check(case, remote))
            except Exception as error:
                found[case["after"]] = [repr(error)]
    print(json.dumps(found))


main()
