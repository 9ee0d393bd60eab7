"""Writes every reference system of the EPSG registry, and Esri's, with places in it, for table.mjs.

    pip install pyproj==3.7.2
    python scripts/epsg/systems.py > systems.jsonl

It takes a quarter of an hour. Each line has a code, a PROJ string, the names of the datum, a translation of the datum
to WGS 84 that fits PROJ's transformations all over the area of use, and rows of x, y, longitude, latitude and the
metres that a unit of x and y covers, as the square root of an area.
"""

import json
import math
import re
import sys
import warnings
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from pyproj import CRS, Transformer
from pyproj.database import query_crs_info
from pyproj.enums import PJType

WGS84 = "EPSG:4326"
KINDS = [PJType.GEOGRAPHIC_2D_CRS, PJType.GEOGRAPHIC_3D_CRS, PJType.PROJECTED_CRS, PJType.COMPOUND_CRS]
GRID = [(across, up) for up in np.linspace(0.1, 0.9, 5) for across in np.linspace(0.1, 0.9, 5)]


def describe(authority: str, code: str) -> dict:
    whole = CRS.from_authority(authority, code)
    if whole.is_compound:
        return {"horizontal": whole.sub_crs_list[0].to_authority()[1]}
    crs = whole.to_2d() if len(whole.axis_info) == 3 else whole
    points = list(places(crs.area_of_use))
    moved = [point for point in points if moves(crs, *point)]
    return {
        "proj": crs.to_proj4(),
        "geographic": crs.is_geographic,
        "degrees": math.degrees(crs.axis_info[0].unit_conversion_factor) if crs.is_geographic else 1,
        "datum": datum_names(crs),
        "translation": translation(crs, moved),
        # Where PROJ leaves the position as it is although the datum differs, it knows no transformation.
        "rows": list(rows(crs, moved or points)),
    }


def places(area) -> Iterator[tuple[float, float]]:
    east = area.east if area.east > area.west else area.east + 360
    for across, up in GRID:
        longitude = (area.west + across * (east - area.west) + 180) % 360 - 180
        yield longitude, area.south + up * (area.north - area.south)


def own_degrees(crs: CRS, longitude: float, latitude: float) -> tuple[float, float]:
    """The same numbers on the datum itself, in its units and from its meridian."""
    geodetic = crs.geodetic_crs
    unit = math.degrees(geodetic.axis_info[0].unit_conversion_factor)
    meridian = geodetic.prime_meridian
    return (longitude - meridian.longitude * math.degrees(meridian.unit_conversion_factor)) / unit, latitude / unit


def to_wgs84(crs: CRS, longitude: float, latitude: float) -> tuple[float, float]:
    geodetic = crs.geodetic_crs
    return transformer(geodetic, WGS84).transform(*own_degrees(crs, longitude, latitude))


@lru_cache(maxsize=8)
def transformer(source: CRS | str, target: CRS | str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def moves(crs: CRS, longitude: float, latitude: float) -> bool:
    x, y = to_wgs84(crs, longitude, latitude)
    return math.isfinite(x) and (abs(x - longitude) > 1e-9 or abs(y - latitude) > 1e-9)


def geocentric(longitude: float, latitude: float, a=6378137.0, flattening=1 / 298.257223563) -> np.ndarray:
    lam, phi, e2 = math.radians(longitude), math.radians(latitude), flattening * (2 - flattening)
    n = a / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    across = n * math.cos(phi)
    return np.array([across * math.cos(lam), across * math.sin(lam), n * (1 - e2) * math.sin(phi)])


def translation(crs: CRS, points: list) -> list[int] | None:
    if len(points) < 3:
        return None
    figure = crs.ellipsoid
    flattening = 1 / figure.inverse_flattening if figure.inverse_flattening else 0
    directions, shifts = [], []
    for longitude, latitude in points:
        lam, phi = math.radians(longitude), math.radians(latitude)
        east = [-math.sin(lam), math.cos(lam), 0]
        north = [-math.sin(phi) * math.cos(lam), -math.sin(phi) * math.sin(lam), math.cos(phi)]
        there = geocentric(*to_wgs84(crs, longitude, latitude))
        shift = there - geocentric(longitude, latitude, figure.semi_major_metre, flattening)
        # The height of the shift does not move the place.
        directions.append([east, north])
        shifts.append([np.dot(east, shift), np.dot(north, shift)])
    directions, shifts = np.array(directions), np.array(shifts)
    kept = np.ones(len(points), bool)
    for _ in range(5):
        fitted = np.linalg.lstsq(directions[kept].reshape(-1, 3), shifts[kept].ravel(), rcond=1e-3)[0]
        off = np.linalg.norm(directions @ fitted - shifts, axis=1)
        kept = off <= max(60, 1.5 * float(np.median(off)))
    return [round(float(value)) for value in fitted]


def rows(crs: CRS, points: list) -> Iterator[list[float]]:
    forward, back = transformer(WGS84, crs), transformer(crs, WGS84)
    step = 10 / crs.axis_info[0].unit_conversion_factor if crs.is_projected else 1e-4
    for longitude, latitude in points:
        x, y = forward.transform(longitude, latitude)
        around = [back.transform(x + dx * step, y + dy * step) for dx, dy in ((0, 0), (-1, 0), (1, 0), (0, -1), (0, 1))]
        if not np.isfinite([x, y, *np.ravel(around)]).all():
            continue
        (here_x, here_y), left, right, down, up = around
        if abs((here_x - longitude + 180) % 360 - 180) > 1e-3 or abs(here_y - latitude) > 1e-3:
            continue
        area = np.cross(geocentric(*right) - geocentric(*left), geocentric(*up) - geocentric(*down))
        yield [x, y, here_x, here_y, math.sqrt(np.linalg.norm(area)) / (2 * step)]


def datum_names(crs: CRS) -> list[str]:
    texts = [crs.geodetic_crs.to_wkt(version) for version in ("WKT1_ESRI", "WKT1_GDAL")]
    named = [re.search(r'DATUM\["([^"]+)"', text) for text in texts]
    identity = crs.datum.to_json_dict().get("id", {})
    codes = [str(identity["code"])] if identity.get("authority") == "EPSG" else []
    return [crs.datum.name, *(match[1] for match in named if match), *codes]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for authority in "EPSG", "ESRI":
        for kind in KINDS:
            for info in query_crs_info(auth_name=authority, pj_types=[kind], allow_deprecated=True):
                if not info.code.isdigit():
                    continue
                try:
                    described = describe(authority, info.code)
                except Exception as error:  # Systems without an area of use, of other planets, without a PROJ string
                    described = {"error": str(error)}
                json.dump({"authority": authority, "code": int(info.code), **described}, sys.stdout)
                sys.stdout.write("\n")
