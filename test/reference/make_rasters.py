"""Writes rasters of every layout that GDAL makes: python test/reference/make_rasters.py FOLDER

Prints their names as JSON.
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import rasterio
from rasterio.control import GroundControlPoint
from rasterio.enums import ColorInterp, Resampling
from rasterio.shutil import copy

warnings.filterwarnings("ignore")
FOLDER = Path(sys.argv[1])
NAMES = []


def pixels(dtype, bands, height, width, seed, bits=None):
    """Noise on a ramp, so that predictors, runs and means have something to do."""
    random = np.random.default_rng(seed)
    ramp = np.add.outer(np.arange(height), np.arange(width))[None] * np.arange(1, bands + 1)[:, None, None]
    if np.dtype(dtype).kind == "f":
        return (ramp / 7 + random.random(ramp.shape)).astype(dtype)
    most = 2**bits - 1 if bits else min(np.iinfo(dtype).max, 2**31 - 1)
    values = (ramp // 3 + random.integers(0, 8, ramp.shape)) % (most + 1)
    return values.astype(dtype) if np.iinfo(dtype).min == 0 else (values - most // 2).astype(dtype)


def make(
    name,
    dtype="uint8",
    bands=3,
    size=(173, 211),
    overviews=(),
    resampling=Resampling.average,
    mask=None,
    change=None,
    statistics=False,
    env=None,
    data=None,
    **options,
):
    """A raster. `mask` is where it has no data."""
    height, width = size
    path = FOLDER / f"{name}.tif"
    bits = int(options["NBITS"]) if "NBITS" in options and dtype != "float32" else None
    samples = pixels(dtype, bands, height, width, len(NAMES), bits) if data is None else data
    place = {"crs": "EPSG:32633", "transform": rasterio.Affine(10, 0, 500000, 0, -10, 5000000)}
    options = {**place, **options}
    with rasterio.Env(**(env or {})):
        with rasterio.open(
            path, "w", driver="GTiff", width=width, height=height, count=bands, dtype=dtype, **options
        ) as file:
            if samples is not False:
                file.write(samples)
            if mask is not None:
                file.write_mask(~mask)
            file.update_tags(AREA_OR_POINT="Area", MADE_BY="a test")
            file.update_tags(1, OFFSET_NOTE="first band")
            if change:
                change(file)
            if statistics:
                for band in range(1, bands + 1):
                    file.update_tags(
                        band,
                        STATISTICS_MINIMUM="0",
                        STATISTICS_MAXIMUM="255",
                        STATISTICS_MEAN="127.25",
                        STATISTICS_STDDEV="1.5",
                        WAVELENGTH=str(band),
                    )
        if overviews:
            with rasterio.open(path, "r+") as file:
                file.build_overviews(list(overviews), resampling)
    NAMES.append(name)
    return path


def cog(name, source, **options):
    copy(source, FOLDER / f"{name}.tif", driver="COG", **options)
    NAMES.append(name)


TILED = {"tiled": True, "blockxsize": 64, "blockysize": 48}
HOLE = np.zeros((173, 211), bool)
HOLE[20:110, 40:120] = True
HOLE[::7, ::5] = True

for compression in ["none", "deflate", "lzw", "packbits", "zstd"]:
    make(f"strips-{compression}", compress=compression)
    make(f"tiles-{compression}", compress=compression, **TILED)
    make(f"tiles-{compression}-overviews", dtype="uint16", compress=compression, overviews=(2, 4, 8), **TILED)
for compression in ["deflate", "lzw", "zstd"]:
    for dtype in ["uint8", "uint16", "int16", "uint32", "float32", "float64"]:
        for predictor in [2, 3] if dtype.startswith("float") else [2]:
            make(
                f"predictor{predictor}-{compression}-{dtype}",
                dtype=dtype,
                compress=compression,
                predictor=predictor,
                **(TILED if compression != "lzw" else {}),
            )
for endian in ["little", "big"]:
    for interleave in ["pixel", "band"]:
        for big in ["NO", "YES"]:
            name = f"{endian}-{interleave}" + ("-bigtiff" if big == "YES" else "")
            layout = {"ENDIANNESS": endian, "INTERLEAVE": interleave, "BIGTIFF": big, "compress": "deflate"}
            make(f"{name}-uint16", dtype="uint16", predictor=2, overviews=(2, 4), **layout, **TILED)
            make(f"{name}-float32", dtype="float32", bands=2, predictor=3, overviews=(2,), **layout)
            make(f"{name}-plain", dtype="int16", ENDIANNESS=endian, INTERLEAVE=interleave, BIGTIFF=big)
for bits in [1, 2, 4, 7, 12]:
    make(f"{bits}-bit", dtype="uint16" if bits > 8 else "uint8", bands=1, NBITS=bits, compress="deflate", **TILED)
    make(f"{bits}-bit-strips", dtype="uint16" if bits > 8 else "uint8", bands=3, NBITS=bits)
make("float16", dtype="float32", bands=2, NBITS=16, compress="deflate", predictor=3, overviews=(2,), **TILED)
make("float16-plain", dtype="float32", bands=1, NBITS=16)
make("one-strip", blockysize=173)
make("one-strip-planar", blockysize=173, INTERLEAVE="band", dtype="uint16")
make("one-strip-deflate", blockysize=173, compress="deflate")
make("one-tile", size=(40, 50), compress="deflate", tiled=True, blockxsize=64, blockysize=64)
make("sparse", SPARSE_OK=True, compress="deflate", nodata=7, data=False, **TILED)
make("sparse-plain", SPARSE_OK=True, data=False, dtype="float32", bands=1, nodata=-9999)
make("statistics", statistics=True, compress="deflate", overviews=(2,), **TILED)
make("alpha", bands=4, photometric="rgb", alpha="unspecified", compress="deflate", overviews=(2, 4), **TILED)
make(
    "palette",
    bands=1,
    photometric="palette",
    compress="lzw",
    overviews=(2,),
    resampling=Resampling.nearest,
    change=lambda file: file.write_colormap(1, {i: (i, 255 - i, 3, 255) for i in range(256)}),
)
make("odd-size", size=(131, 77), compress="deflate", overviews=(2, 4, 8, 16), dtype="int16")

edges = pixels("float32", 2, 173, 211, 5)
edges[:, 30:60, 50:80] = np.nan
edges[0, 90:, :60] = -9999
make("nodata", dtype="float32", bands=2, nodata=-9999, data=edges, compress="deflate", overviews=(2, 4), **TILED)
make("nan", dtype="float32", bands=2, nodata=np.nan, data=edges, compress="zstd", overviews=(2, 4))
zero = pixels("uint8", 3, 173, 211, 6)
zero[:, 20:90, 20:90] = 0
make("nodata-zero", nodata=0, data=zero, compress="deflate", overviews=(2, 4), **TILED)

internal = {"GDAL_TIFF_INTERNAL_MASK": True}
make("mask", mask=HOLE, env=internal, compress="deflate", overviews=(2, 4), **TILED)
make("mask-strips", mask=HOLE, env=internal, dtype="uint16")
make("msk", mask=HOLE, env={"GDAL_TIFF_INTERNAL_MASK": False}, compress="deflate", overviews=(2, 4), **TILED)
outside = {"TIFF_USE_OVR": True}
make("ovr", env=outside, compress="deflate", overviews=(2, 4), **TILED)
make("ovr-strips", env={**outside, "COMPRESS_OVERVIEW": "DEFLATE"}, dtype="float32", overviews=(2, 4))
make("ovr-mask", env={**internal, **outside}, mask=HOLE, compress="deflate", overviews=(2, 4), **TILED)
make("ovr-msk", env={"GDAL_TIFF_INTERNAL_MASK": False, **outside}, mask=HOLE, compress="deflate", overviews=(2, 4))
points = [GroundControlPoint(0, 0, 12, 47), GroundControlPoint(0, 200, 13, 47), GroundControlPoint(170, 0, 12, 46)]


def place_by_points(file):
    file.gcps = (points, rasterio.CRS.from_epsg(4326))


make("gcps", transform=None, change=place_by_points, compress="deflate")


def describe(file):
    file.descriptions = ("near infrared", "red", "green", "")
    file.scales = (0.0001,) * 4
    file.offsets = (-0.1,) * 4
    file.units = ("reflectance",) * 4
    file.colorinterp = (ColorInterp.undefined, ColorInterp.red, ColorInterp.green, ColorInterp.blue)


make("described", dtype="uint16", bands=4, change=describe, statistics=True, compress="deflate", predictor=2, **TILED)

large = (700, 900)
plain = make("large", size=large, dtype="uint16", bands=4, compress="deflate", **TILED)
hole = np.zeros(large, bool)
hole[100:400, 200:500] = True
masked = make("large-mask", size=large, env=internal, mask=hole)
for blocksize in [128, 512]:
    for driver_options in [{"COMPRESS": "DEFLATE", "PREDICTOR": "2"}, {"COMPRESS": "ZSTD"}, {"COMPRESS": "NONE"}]:
        kind = f"{blocksize}-{driver_options['COMPRESS'].lower()}"
        cog(f"cog-{kind}", plain, BLOCKSIZE=blocksize, **driver_options)
        cog(f"cog-mask-{kind}", masked, BLOCKSIZE=blocksize, **driver_options)
photo = FOLDER / "large-mask.tif"
for interleave in ["pixel", "band"]:
    lossy = {"compress": "jpeg", "INTERLEAVE": interleave}
    make(f"lossy-jpeg-strips-{interleave}", size=(300, 330), overviews=(2, 4), **lossy)
ycbcr = {"compress": "jpeg", "photometric": "ycbcr", "env": internal}
make("lossy-jpeg-ycbcr", size=(300, 330), overviews=(2,), mask=np.eye(300, 330) > 0, **ycbcr, **TILED)
make("lossy-lerc", dtype="float32", compress="lerc", MAX_Z_ERROR=0.01, overviews=(2,), **TILED)
make("lossy-lerc-zstd", dtype="uint16", bands=1, compress="lerc_zstd", MAX_Z_ERROR=2, ENDIANNESS="big")
make("lossy-webp", compress="webp", overviews=(2,), **TILED)
cog("lossy-cog-jpeg", photo, BLOCKSIZE=128, COMPRESS="JPEG", OVERVIEW_COMPRESS="JPEG")
cog("lossy-cog-webp", photo, BLOCKSIZE=256, COMPRESS="WEBP")
cog("lossy-cog-lerc", plain, BLOCKSIZE=256, COMPRESS="LERC_DEFLATE", MAX_Z_ERROR=1)
cog("cog-big", plain, BLOCKSIZE=128, COMPRESS="LZW", BIGTIFF="YES")
cog("cog-sparse", FOLDER / "sparse.tif", BLOCKSIZE=128, COMPRESS="DEFLATE", SPARSE_OK="YES")
with rasterio.open(FOLDER / "statistics.tif") as file:
    copy(file, FOLDER / "aux.tif", driver="GTiff", COMPRESS="DEFLATE")
NAMES.append("aux")
bands = "".join(
    f"""  <PAMRasterBand band="{band}">
    <Histograms>
      <HistItem>
        <HistMin>0</HistMin><HistMax>255</HistMax><BucketCount>2</BucketCount>
        <IncludeOutOfRange>1</IncludeOutOfRange><Approximate>0</Approximate><HistCounts>1|2</HistCounts>
      </HistItem>
    </Histograms>
    <Metadata>
      <MDI key="STATISTICS_MAXIMUM">255</MDI>
      <MDI key="STATISTICS_MEAN">99</MDI>
      <MDI key="NOTE">kept {band}</MDI>
    </Metadata>
  </PAMRasterBand>
"""
    for band in [1, 2, 3]
)
(FOLDER / "aux.tif.aux.xml").write_text(f"<PAMDataset>\n{bands}</PAMDataset>\n")

print(json.dumps(NAMES))
