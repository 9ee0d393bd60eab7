"""Reads labels as other programs do: python test/reference/check_labels.py FILE

FILE is JSON: the path `labels` of COCO JSON or GeoJSON; for GeoJSON, the path `raster` of the image; and `masks`, the
paths of masks (uint8, [height, width], not 0 inside) by the annotations' ids or the features' indices. Prints the
labels as JSON, each with the number of `pixels` inside and, if there is a mask, the intersection over union (`iou`)
with it.
"""

import contextlib
import io
import itertools
import json
import sys
from pathlib import Path

import numpy as np
import rasterio
from pycocotools.coco import COCO
from pyproj import Transformer
from rasterio.features import rasterize


def compared(inside, mask):
    found = {"pixels": int(inside.sum())}
    if mask is not None:
        expected = np.fromfile(mask, np.uint8).reshape(inside.shape) != 0
        found["iou"] = float((inside & expected).sum() / max((inside | expected).sum(), 1))
    return found


def read_coco(path, masks):
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(path)
    for annotation in coco.loadAnns(coco.getAnnIds()):
        image = coco.loadImgs(annotation["image_id"])[0]
        category = coco.loadCats(annotation["category_id"])[0]["name"]
        found = {key: annotation[key] for key in ("id", "area", "bbox", "iscrowd")} | {"category": category}
        if annotation["segmentation"]:
            inside = coco.annToMask(annotation) != 0
            assert inside.shape == (image["height"], image["width"])
            found |= compared(inside, masks.get(str(annotation["id"])))
        yield found


def read_geojson(path, raster, masks):
    with rasterio.open(raster) as image:
        shape, transform = image.shape, image.transform
        to_raster = Transformer.from_crs("EPSG:4326", image.crs, always_xy=True) if image.crs else None
    for i, feature in enumerate(json.loads(Path(path).read_text())["features"]):
        geometry = feature["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        parts = [[in_raster(ring, to_raster) for ring in rings] for rings in parts]
        polygons = {"type": "MultiPolygon", "coordinates": parts}
        grid = transform if to_raster else rasterio.Affine.identity()
        inside = rasterize([polygons], shape, transform=grid) != 0
        yield {"id": feature.get("id"), **feature["properties"], **compared(inside, masks.get(str(i)))}


def in_raster(ring, to_raster):
    """Edges are straight in longitude and latitude."""
    if to_raster is None:
        return ring
    ring = np.array(ring)
    steps = np.linspace(0, 1, 33)[:-1, None]
    fine = [a + steps * (b - a) for a, b in itertools.pairwise(ring)]
    return np.stack(to_raster.transform(*np.concatenate([*fine, ring[-1:]]).T), 1).tolist()


def main():
    case = json.loads(Path(sys.argv[1]).read_text())
    masks = case.get("masks", {})
    if "raster" in case:
        found = read_geojson(case["labels"], case["raster"], masks)
    else:
        found = read_coco(case["labels"], masks)
    print(json.dumps(list(found)))


main()
