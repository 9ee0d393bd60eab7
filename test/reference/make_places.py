"""Places and ground sampling distances of rasters in many coordinate reference systems, as pyproj gives them.

    pip install pyproj==3.7.2
    python test/reference/make_places.py > test/fixtures/places.json

Each row has an EPSG code, the coordinates of a raster's centre, the side of its pixels in the same units, then what
the test expects: longitude and latitude on WGS 84, and the GSD. The GSD comes from geodesics across one pixel's width
and height and the azimuths between them.
"""

import json
import math
import sys

from pyproj import CRS, Geod, Transformer
from pyproj.aoi import AreaOfUse

# fmt: off
CODES = [
    4326, 4258, 4267, 4269, 4230, 4277, 4283, 4314, 4490, 4612, 4674, 4807, 4979, 32601,
    32633, 32660, 32733, 25832, 26710, 26910, 28355, 31983, 22175, 3006, 3067, 3857, 3395, 3832,
    4087, 32662, 6933, 3410, 3975, 8857, 54009, 54030, 3408, 3409, 3973, 3031, 3413, 3976,
    3995, 5041, 5042, 27700, 31467, 27200, 2154, 27572, 3034, 3035, 2193, 2056, 21781, 28992,
    7415, 31370, 2180, 5514, 3763, 2100, 3765, 3844, 23700, 5070, 3338, 3347, 3978, 2163,
    2263, 2227, 3111, 3112, 3577, 5880, 2039, 2053, 24378, 3168, 29873, 3375, 2326, 2443,
    3825, 5179,
]
# fmt: on

# Without the oceans: PROJ has no transformation of this datum there.
AREAS = {4267: AreaOfUse(-124, 25, -67, 60)}


def rows(code):
    crs = CRS.from_authority("ESRI" if 54000 < code < 55000 else "EPSG", code)
    horizontal = crs.sub_crs_list[0] if crs.is_compound else crs
    flat = horizontal.to_2d() if len(horizontal.axis_info) == 3 else horizontal
    area, units = AREAS.get(code, crs.area_of_use), 1e-4 if flat.is_geographic else 10
    forward = Transformer.from_crs("EPSG:4326", flat, always_xy=True)
    back = Transformer.from_crs(flat, "EPSG:4326", always_xy=True)
    east = area.east if area.east > area.west else area.east + 360
    for across, up in (0.4, 0.12), (0.5, 0.5), (0.6, 0.88):
        longitude = (area.west + across * (east - area.west) + 180) % 360 - 180
        x, y = (round(value, 4) for value in forward.transform(longitude, area.south + up * (area.north - area.south)))
        longitude, latitude = back.transform(x, y)
        gsd = math.sqrt(cell_area(back, x, y, units))
        yield [code, x, y, units, round(longitude, 6), round(latitude, 6), float(f"{gsd:.6g}")]


def cell_area(back, x, y, side):
    geod = Geod(ellps="WGS84")

    def vector(dx, dy):
        start, end = (back.transform(x + half * dx, y + half * dy) for half in (-0.5, 0.5))
        azimuth, _, length = geod.inv(*start, *end)
        return length * math.sin(math.radians(azimuth)), length * math.cos(math.radians(azimuth))

    (east, north), (other_east, other_north) = vector(side, 0), vector(0, side)
    return abs(east * other_north - north * other_east)


if __name__ == "__main__":
    table = [row for code in CODES for row in rows(code)]
    sys.stdout.write("[\n" + ",\n".join(f"  {json.dumps(row)}" for row in table) + "\n]\n")
