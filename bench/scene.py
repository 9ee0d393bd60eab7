"""Writes one patch into a large scene with GDAL.

python bench/scene.py make SCENE
    makes a COG of 20,000 x 20,000 pixels, 4 bands in 16 bits, with overviews
python bench/scene.py update SCENE RESULT OUT X Y SIZE
    copies the scene, and updates SIZE x SIZE pixels in place (`r+`) with those of RESULT
"""

import json
import resource
import shutil
import sys
import time

import numpy as np
import rasterio
from rasterio.shutil import copy
from rasterio.windows import Window

SIZE, TILE, BANDS = 20_000, 512, 4


def make(path):
    """Textured ground: a slow wave with noise, which Deflate compresses to about half."""
    random = np.random.default_rng(1)
    noise = random.normal(0, 40, (BANDS, 1024, SIZE + 1024)).astype(np.float32)
    columns = np.arange(SIZE, dtype=np.float32)
    plain = f"{path}.plain.tif"
    layout = {"driver": "GTiff", "width": SIZE, "height": SIZE, "count": BANDS, "dtype": "uint16", "tiled": True}
    place = {"crs": "EPSG:32633", "transform": rasterio.Affine(1, 0, 500_000, 0, -1, 5_000_000)}
    with rasterio.open(plain, "w", blockxsize=TILE, blockysize=TILE, BIGTIFF="YES", **layout, **place) as file:
        for y in range(0, SIZE, TILE):
            rows = np.arange(y, min(y + TILE, SIZE), dtype=np.float32)
            wave = 900 + 500 * np.sin(columns / 900)[None] * np.cos(rows / 700)[:, None]
            x = int(random.integers(1024))
            samples = wave[None] * np.arange(1, BANDS + 1)[:, None, None] + noise[:, : len(rows), x : x + SIZE]
            file.write(samples.astype(np.uint16), window=Window(0, y, SIZE, len(rows)))
    options = {"COMPRESS": "DEFLATE", "PREDICTOR": "2", "LEVEL": "1", "BLOCKSIZE": str(TILE), "BIGTIFF": "YES"}
    copy(plain, path, driver="COG", NUM_THREADS="ALL_CPUS", OVERVIEW_RESAMPLING="AVERAGE", **options)
    rasterio.shutil.delete(plain)


def update(scene, result, out, x, y, size):
    window = Window(x, y, size, size)
    with rasterio.open(result) as file:
        pixels = file.read(window=window)
    start = time.perf_counter()
    shutil.copyfile(scene, out)
    # GDAL refuses otherwise, because this breaks the layout of a COG.
    with rasterio.open(out, "r+", IGNORE_COG_LAYOUT_BREAK="YES") as file:
        file.write(pixels, window=window)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "peakKilobytes": peak}))


command, *arguments = sys.argv[1:]
if command == "make":
    make(*arguments)
else:
    update(*arguments[:3], *map(int, arguments[3:]))
