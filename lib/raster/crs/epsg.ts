// Written by scripts/epsg/table.mjs from the EPSG registry, see there; do not edit.

/** PROJ strings of coordinate reference systems, after the codes of the systems that they describe. */
export const DEFINITIONS = `
2000 +proj=tmerc +lat_0=0 +lon_0=-62 +k=0.9995 +x_0=400000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=44,199,-417
2001 +proj=tmerc +lat_0=0 +lon_0=-62 +k=0.9995 +x_0=400000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=-255,-15,71
2002 +proj=tmerc +lat_0=0 +lon_0=-62 +k=0.9995 +x_0=400000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=725,685,536
2003 +proj=tmerc +lat_0=0 +lon_0=-62 +k=0.9995 +x_0=400000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=72,214,93
2004 +proj=tmerc +lat_0=0 +lon_0=-62 +k=0.9995 +x_0=400000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=174,359,365
2005 +proj=tmerc +lat_0=0 +lon_0=-62 +k=0.9995 +x_0=400000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=9,183,236
2006 +proj=tmerc +lat_0=0 +lon_0=-62 +k=0.9995 +x_0=400000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=-153,153,307
2007 +proj=tmerc +lat_0=0 +lon_0=-62 +k=0.9995 +x_0=400000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=196,333,275
2008 +proj=tmerc +lat_0=0 +lon_0=-55.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2009 +proj=tmerc +lat_0=0 +lon_0=-58.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2010 +proj=tmerc +lat_0=0 +lon_0=-61.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2011 +proj=tmerc +lat_0=0 +lon_0=-64.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2012 +proj=tmerc +lat_0=0 +lon_0=-67.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2013 +proj=tmerc +lat_0=0 +lon_0=-70.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2014 2017 +proj=tmerc +lat_0=0 +lon_0=-73.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2015 2018 +proj=tmerc +lat_0=0 +lon_0=-76.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2016 2019 +proj=tmerc +lat_0=0 +lon_0=-79.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2020 +proj=tmerc +lat_0=0 +lon_0=-82.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2021 +proj=tmerc +lat_0=0 +lon_0=-81 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2022 +proj=tmerc +lat_0=0 +lon_0=-84 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2023 +proj=tmerc +lat_0=0 +lon_0=-87 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2024 +proj=tmerc +lat_0=0 +lon_0=-90 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2025 +proj=tmerc +lat_0=0 +lon_0=-93 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2026 +proj=tmerc +lat_0=0 +lon_0=-96 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66
2027 +proj=utm +zone=15 +ellps=clrk66
2028 +proj=utm +zone=16 +ellps=clrk66
2029 2031 +proj=utm +zone=17 +ellps=clrk66
2030 2032 +proj=utm +zone=18 +ellps=clrk66
2033 +proj=utm +zone=19 +ellps=clrk66
2034 +proj=utm +zone=20 +ellps=clrk66
2035 +proj=utm +zone=21 +ellps=clrk66
2036 2953 22240 +proj=sterea +lat_0=46.5 +lon_0=-66.5 +k=0.999912 +x_0=2500000 +y_0=7500000 +ellps=WGS84
2037 2202 2960 3179 3726 3749 6348 6662 22219 22319 22419 22619 22719 22819 26919 31919 31973 31988 32619 +proj=utm +zone=19 +ellps=WGS84
2038 2203 2961 2989 3180 4559 5490 6663 10633 22220 22320 22420 22620 22720 22820 26920 31920 31974 31989 32620 +proj=utm +zone=20 +ellps=WGS84
2039 6991 +proj=tmerc +lat_0=31.7343936111111 +lon_0=35.2045169444444 +k=1.0000067 +x_0=219529.584 +y_0=626907.39 +ellps=WGS84 +towgs84=-31,59,53
2040 3105 3369 +proj=utm +zone=30 +a=6378249.145 +rf=293.465
2041 +proj=utm +zone=30 +a=6378249.145 +rf=293.465 +towgs84=-125,53,467
2042 3104 3368 +proj=utm +zone=29 +a=6378249.145 +rf=293.465
2043 +proj=utm +zone=29 +a=6378249.145 +rf=293.465 +towgs84=-125,53,467
2044 4573 21418 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=18500000 +y_0=0 +ellps=krass
2045 4574 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=19500000 +y_0=0 +ellps=krass
2046 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=15 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
2047 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=17 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
2048 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=19 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
2049 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=21 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
2050 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=23 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
2051 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=25 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
2052 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=27 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
2053 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=29 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
2054 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=31 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
2055 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=33 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
2056 +proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel +towgs84=674,15,405
2057 +proj=omerc +lat_0=27.5188288055556 +lonc=52.6035391666667 +alpha=0.571661194444444 +gamma=0.571661194444444 +k=0.999895934 +x_0=658377.437 +y_0=3044969.194 +ellps=intl +towgs84=-134,-157,-159
2058 +proj=utm +zone=38 +ellps=intl +towgs84=-95,-99,-134
2059 +proj=utm +zone=39 +ellps=intl +towgs84=-97,-99,-132
2060 +proj=utm +zone=40 +ellps=intl +towgs84=-97,-99,-129
2061 +proj=utm +zone=41 +ellps=intl +towgs84=-98,-100,-127
2062 +proj=lcc +lat_1=40 +lat_0=40 +lon_0=0 +k_0=0.9988085293 +x_0=600000 +y_0=600000 +a=6378298.3 +rf=294.73 +pm=-3.687375
2063 31528 +proj=utm +zone=28 +ellps=clrk80ign +towgs84=-23,259,-9
2064 31529 +proj=utm +zone=29 +ellps=clrk80ign +towgs84=-23,259,-9
2065 +proj=krovak +axis=swu +lat_0=49.5 +lon_0=42.5 +alpha=30.2881397527778 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +pm=ferro +towgs84=566,68,450
2066 +proj=cass +lat_0=11.2521786111111 +lon_0=-60.6860088888889 +x_0=37718.66159325 +y_0=36209.91512952 +a=6378293.64520876 +b=6356617.98767984 +to_meter=0.201166195164
2067 +proj=utm +zone=20 +ellps=intl +towgs84=0,372,172
2068 +proj=tmerc +lat_0=0 +lon_0=9 +k=0.9999 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-116,-99,-152
2069 +proj=tmerc +lat_0=0 +lon_0=11 +k=0.9999 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-116,-99,-152
2070 +proj=tmerc +lat_0=0 +lon_0=13 +k=0.9999 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-116,-99,-152
2071 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.9999 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-116,-99,-152
2072 +proj=tmerc +lat_0=0 +lon_0=17 +k=0.9999 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-116,-99,-152
2073 +proj=tmerc +lat_0=0 +lon_0=19 +k=0.9999 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-116,-99,-152
2074 +proj=tmerc +lat_0=0 +lon_0=21 +k=0.9999 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-116,-99,-152
2075 +proj=tmerc +lat_0=0 +lon_0=23 +k=0.9999 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-116,-99,-152
2076 +proj=tmerc +lat_0=0 +lon_0=25 +k=0.9999 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-116,-99,-152
2077 +proj=utm +zone=32 +ellps=intl +towgs84=-116,-99,-152
2078 +proj=utm +zone=33 +ellps=intl +towgs84=-116,-99,-152
2079 +proj=utm +zone=34 +ellps=intl +towgs84=-116,-99,-152
2080 +proj=utm +zone=35 +ellps=intl +towgs84=-116,-99,-152
2081 +proj=tmerc +lat_0=-90 +lon_0=-69 +k=1 +x_0=2500000 +y_0=0 +ellps=intl +towgs84=79,2,-17
2082 +proj=tmerc +lat_0=-90 +lon_0=-69 +k=1 +x_0=2500000 +y_0=0 +ellps=intl +towgs84=-233,7,174
2083 +proj=tmerc +lat_0=-90 +lon_0=-69 +k=1 +x_0=2500000 +y_0=0 +ellps=intl +towgs84=19,192,97
2084 +proj=utm +zone=19 +south +ellps=intl +towgs84=42,135,11
2085 +proj=lcc +lat_1=22.35 +lat_0=22.35 +lon_0=-81 +k_0=0.99993602 +x_0=500000 +y_0=280296.016 +ellps=clrk66 +towgs84=-6,141,181
2086 +proj=lcc +lat_1=20.7166666666667 +lat_0=20.7166666666667 +lon_0=-76.8333333333333 +k_0=0.99994848 +x_0=500000 +y_0=229126.939 +ellps=clrk66 +towgs84=-6,141,180
2087 +proj=tmerc +lat_0=0 +lon_0=12 +k=0.9996 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-116,-99,-152
2088 +proj=tmerc +lat_0=0 +lon_0=11 +k=0.9996 +x_0=500000 +y_0=0 +ellps=clrk80ign +towgs84=-263,6,431
2089 3050 3891 8838 9358 25838 31838 32638 +proj=utm +zone=38 +ellps=WGS84
2090 3051 3307 3892 7374 8839 9295 9359 31839 32639 +proj=utm +zone=39 +ellps=WGS84
2091 2395 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=8500000 +y_0=0 +ellps=krass +towgs84=-76,-138,67
2092 2396 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=9500000 +y_0=0 +ellps=krass +towgs84=-76,-138,67
2093 +proj=tmerc +lat_0=0 +lon_0=106 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=-18,-108,-62
2094 +proj=tmerc +lat_0=0 +lon_0=106 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS72 +towgs84=-24,-8,2
2095 +proj=utm +zone=28 +ellps=intl +towgs84=-173,253,27
2096 +proj=tmerc +lat_0=38 +lon_0=129 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-127,480,661
2097 +proj=tmerc +lat_0=38 +lon_0=127 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-125,479,663
2098 +proj=tmerc +lat_0=38 +lon_0=125 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-125,478,665
2099 +proj=cass +lat_0=25.3823611111111 +lon_0=50.7613888888889 +x_0=100000 +y_0=100000 +ellps=helmert
2100 +proj=tmerc +lat_0=0 +lon_0=24 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-200,75,247
2101 +proj=lcc +lat_1=10.1666666666667 +lat_0=10.1666666666667 +lon_0=-71.6056177777778 +k_0=1 +x_0=0 +y_0=-52684.972 +ellps=intl
2102 +proj=lcc +lat_1=10.1666666666667 +lat_0=10.1666666666667 +lon_0=-71.6056177777778 +k_0=1 +x_0=200000 +y_0=147315.028 +ellps=intl
2103 +proj=lcc +lat_1=10.1666666666667 +lat_0=10.1666666666667 +lon_0=-71.6056177777778 +k_0=1 +x_0=500000 +y_0=447315.028 +ellps=intl
2104 +proj=lcc +lat_1=10.1666666666667 +lat_0=10.1666666666667 +lon_0=-71.6056177777778 +k_0=1 +x_0=-17044 +y_0=-23139.97 +ellps=intl
2105 +proj=tmerc +lat_0=-36.8797222222222 +lon_0=174.764166666667 +k=0.9999 +x_0=400000 +y_0=800000 +ellps=WGS84
2106 +proj=tmerc +lat_0=-37.7611111111111 +lon_0=176.466111111111 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2107 +proj=tmerc +lat_0=-38.6244444444444 +lon_0=177.885555555556 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2108 +proj=tmerc +lat_0=-39.6508333333333 +lon_0=176.673611111111 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2109 +proj=tmerc +lat_0=-39.1355555555556 +lon_0=174.227777777778 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2110 +proj=tmerc +lat_0=-39.5122222222222 +lon_0=175.64 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2111 +proj=tmerc +lat_0=-40.2419444444444 +lon_0=175.488055555556 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2112 +proj=tmerc +lat_0=-40.9252777777778 +lon_0=175.647222222222 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2113 +proj=tmerc +lat_0=-41.3011111111111 +lon_0=174.776388888889 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2114 +proj=tmerc +lat_0=-40.7147222222222 +lon_0=172.671944444444 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2115 +proj=tmerc +lat_0=-41.2744444444444 +lon_0=173.299166666667 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2116 +proj=tmerc +lat_0=-41.2897222222222 +lon_0=172.108888888889 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2117 +proj=tmerc +lat_0=-41.8105555555556 +lon_0=171.581111111111 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2118 +proj=tmerc +lat_0=-42.3336111111111 +lon_0=171.549722222222 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2119 +proj=tmerc +lat_0=-42.6888888888889 +lon_0=173.01 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2120 +proj=tmerc +lat_0=-41.5444444444444 +lon_0=173.801944444444 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2121 +proj=tmerc +lat_0=-42.8861111111111 +lon_0=170.979722222222 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2122 +proj=tmerc +lat_0=-43.11 +lon_0=170.260833333333 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2123 +proj=tmerc +lat_0=-43.9777777777778 +lon_0=168.606111111111 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2124 +proj=tmerc +lat_0=-43.5905555555556 +lon_0=172.726944444444 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2125 +proj=tmerc +lat_0=-43.7486111111111 +lon_0=171.360555555556 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2126 +proj=tmerc +lat_0=-44.4019444444444 +lon_0=171.057222222222 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2127 +proj=tmerc +lat_0=-44.735 +lon_0=169.4675 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2128 +proj=tmerc +lat_0=-45.1327777777778 +lon_0=168.398611111111 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2129 +proj=tmerc +lat_0=-45.5636111111111 +lon_0=167.738611111111 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2130 +proj=tmerc +lat_0=-45.8161111111111 +lon_0=170.628333333333 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2131 +proj=tmerc +lat_0=-45.8613888888889 +lon_0=170.2825 +k=0.99996 +x_0=400000 +y_0=800000 +ellps=WGS84
2132 +proj=tmerc +lat_0=-46.6 +lon_0=168.342777777778 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
2133 3164 3170 7858 9875 10316 28358 32758 +proj=utm +zone=58 +south +ellps=WGS84
2134 2156 3171 6738 7859 10317 32759 +proj=utm +zone=59 +south +ellps=WGS84
2135 32760 +proj=utm +zone=60 +south +ellps=WGS84
2136 +proj=tmerc +lat_0=4.66666666666667 +lon_0=-1 +k=0.99975 +x_0=274319.739163358 +y_0=0 +a=6378300 +rf=296 +to_meter=0.304799710181509 +towgs84=-170,33,326
2137 +proj=tmerc +lat_0=0 +lon_0=-1 +k=0.9996 +x_0=500000 +y_0=0 +a=6378300 +rf=296 +towgs84=-200,32,322
2138 +proj=lcc +lat_0=44 +lon_0=-68.5 +lat_1=60 +lat_2=46 +x_0=0 +y_0=0 +ellps=clrk66
2139 2944 32180 +proj=tmerc +lat_0=0 +lon_0=-55.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
2140 2945 22243 22643 32183 +proj=tmerc +lat_0=0 +lon_0=-58.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
2141 2946 22244 22644 32184 +proj=tmerc +lat_0=0 +lon_0=-61.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
2142 2947 22245 22645 32185 +proj=tmerc +lat_0=0 +lon_0=-64.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
2143 2948 22246 22646 32186 +proj=tmerc +lat_0=0 +lon_0=-67.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
2144 2949 22247 32187 +proj=tmerc +lat_0=0 +lon_0=-70.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
2145 2950 22248 22348 22648 32188 +proj=tmerc +lat_0=0 +lon_0=-73.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
2146 2951 22249 22349 22649 32189 +proj=tmerc +lat_0=0 +lon_0=-76.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
2147 2952 22250 22350 22650 32190 +proj=tmerc +lat_0=0 +lon_0=-79.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
2148 2962 3181 3313 4467 6664 22221 22321 22421 22621 22721 22821 26921 31921 31975 31990 32621 +proj=utm +zone=21 +ellps=WGS84
2149 2201 2959 3178 3450 3725 3748 6347 6661 22218 22318 22418 22618 22718 22818 26918 31918 31972 31987 32618 +proj=utm +zone=18 +ellps=WGS84
2150 2958 3449 3724 3747 5388 6346 6660 8910 22217 22317 22417 22617 22717 22817 26917 31917 31971 31986 32617 +proj=utm +zone=17 +ellps=WGS84
2151 2957 3720 3743 4486 6342 6368 6656 22213 22213 22313 22413 22613 22713 22813 26913 31967 32613 +proj=utm +zone=13 +ellps=WGS84
2152 2956 3719 3742 4485 6341 6367 6655 22212 22312 22412 22612 22712 22812 26912 31966 32612 +proj=utm +zone=12 +ellps=WGS84
2153 2955 3718 3741 4484 6340 6366 6654 22211 22311 22411 22611 22711 22811 26911 31965 32611 +proj=utm +zone=11 +ellps=WGS84
2154 5698 5699 9793 9794 10497 10498 10499 10500 +proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=WGS84
2155 +proj=lcc +lat_1=-14.2666666666667 +lat_0=-14.2666666666667 +lon_0=170 +k_0=1 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
2157 9922 +proj=tmerc +lat_0=53.5 +lon_0=-8 +k=0.99982 +x_0=600000 +y_0=750000 +ellps=WGS84
2158 3041 3189 3344 22229 25829 25829 32629 +proj=utm +zone=29 +ellps=WGS84
2159 +proj=tmerc +lat_0=6.66666666666667 +lon_0=-12 +k=1 +x_0=152399.855090754 +y_0=0 +a=6378300 +rf=296 +to_meter=0.304799710181509
2160 +proj=tmerc +lat_0=6.66666666666667 +lon_0=-12 +k=1 +x_0=243839.768145207 +y_0=182879.826108905 +a=6378300 +rf=296 +to_meter=0.304799710181509
2161 +proj=utm +zone=28 +a=6378249.145 +rf=293.465 +towgs84=-88,4,101
2162 +proj=utm +zone=29 +a=6378249.145 +rf=293.465 +towgs84=-88,4,101
2163 +proj=laea +lat_0=45 +lon_0=-100 +x_0=0 +y_0=0 +ellps=sphere
2164 +proj=tmerc +lat_0=0 +lon_0=-5 +k=0.9996 +x_0=500000 +y_0=0 +a=6378249.145 +rf=293.465
2165 +proj=tmerc +lat_0=0 +lon_0=-5 +k=0.9996 +x_0=500000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=-125,53,467
2166 2397 5673 +proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 +ellps=krass +towgs84=18,-126,-89
2167 2398 5674 +proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 +ellps=krass +towgs84=19,-125,-88
2168 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=5500000 +y_0=0 +ellps=krass +towgs84=18,-126,-89
2169 9897 +proj=tmerc +lat_0=49.8333333333333 +lon_0=6.16666666666667 +k=1 +x_0=80000 +y_0=100000 +ellps=intl +towgs84=-268,77,18
2171 +proj=sterea +lat_0=50.625 +lon_0=21.0833333333333 +k=0.9998 +x_0=4637000 +y_0=5647000 +ellps=krass +towgs84=26,-123,-78
2172 +proj=sterea +lat_0=53.0019444444444 +lon_0=21.5027777777778 +k=0.9998 +x_0=4603000 +y_0=5806000 +ellps=krass +towgs84=26,-123,-78
2173 +proj=sterea +lat_0=53.5833333333333 +lon_0=17.0083333333333 +k=0.9998 +x_0=3501000 +y_0=5999000 +ellps=krass +towgs84=28,-123,-77
2174 +proj=sterea +lat_0=51.6708333333333 +lon_0=16.6722222222222 +k=0.9998 +x_0=3703000 +y_0=5627000 +ellps=krass +towgs84=27,-122,-77
2175 +proj=tmerc +lat_0=0 +lon_0=18.9583333333333 +k=0.999983 +x_0=237000 +y_0=-4700000 +ellps=krass +towgs84=27,-122,-78
2176 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.999923 +x_0=5500000 +y_0=0 +ellps=WGS84
2177 +proj=tmerc +lat_0=0 +lon_0=18 +k=0.999923 +x_0=6500000 +y_0=0 +ellps=WGS84
2178 +proj=tmerc +lat_0=0 +lon_0=21 +k=0.999923 +x_0=7500000 +y_0=0 +ellps=WGS84
2179 +proj=tmerc +lat_0=0 +lon_0=24 +k=0.999923 +x_0=8500000 +y_0=0 +ellps=WGS84
2180 +proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 +ellps=WGS84
2181 +proj=tmerc +lat_0=0 +lon_0=27 +k=0.9996 +x_0=9500000 +y_0=0 +ellps=intl +towgs84=-89,-92,-130
2182 +proj=tmerc +lat_0=0 +lon_0=30 +k=0.9996 +x_0=10500000 +y_0=0 +ellps=intl +towgs84=-90,-92,-130
2183 +proj=tmerc +lat_0=0 +lon_0=33 +k=0.9996 +x_0=11500000 +y_0=0 +ellps=intl +towgs84=-90,-92,-130
2184 +proj=tmerc +lat_0=0 +lon_0=36 +k=0.9996 +x_0=12500000 +y_0=0 +ellps=intl +towgs84=-91,-93,-130
2185 +proj=tmerc +lat_0=0 +lon_0=39 +k=0.9996 +x_0=13500000 +y_0=0 +ellps=intl +towgs84=-91,-93,-130
2186 +proj=tmerc +lat_0=0 +lon_0=42 +k=0.9996 +x_0=14500000 +y_0=0 +ellps=intl +towgs84=-92,-93,-130
2187 +proj=tmerc +lat_0=0 +lon_0=45 +k=0.9996 +x_0=15500000 +y_0=0 +ellps=intl +towgs84=-92,-94,-130
2188 +proj=utm +zone=25 +ellps=intl +towgs84=-423,-173,84
2189 +proj=utm +zone=26 +ellps=intl +towgs84=-104,167,-38
2190 +proj=utm +zone=26 +ellps=intl +towgs84=-203,141,53
2191 +proj=utm +zone=28 +ellps=intl
2192 +proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=2.33722916666667 +k_0=0.99987742 +x_0=600000 +y_0=2200000 +ellps=intl +towgs84=-88,-98,-122
2193 +proj=tmerc +lat_0=0 +lon_0=173 +k=0.9996 +x_0=1600000 +y_0=10000000 +ellps=WGS84
2194 +proj=lcc +lat_1=-14.2666666666667 +lat_0=-14.2666666666667 +lon_0=-170 +k_0=1 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
2195 6636 32702 +proj=utm +zone=2 +south +ellps=WGS84
2196 7418 +proj=tmerc +lat_0=0 +lon_0=9.5 +k=0.99995 +x_0=200000 +y_0=0 +ellps=WGS84
2197 7419 +proj=tmerc +lat_0=0 +lon_0=12 +k=0.99995 +x_0=500000 +y_0=0 +ellps=WGS84
2198 7420 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=900000 +y_0=0 +ellps=WGS84
2200 +proj=sterea +lat_0=46.5 +lon_0=-66.5 +k=0.999912 +x_0=300000 +y_0=800000 +a=6378135 +rf=298.257
2204 +proj=lcc +lat_0=34.6666666666667 +lon_0=-86 +lat_1=35.25 +lat_2=36.4166666666667 +x_0=609601.219202438 +y_0=30480.0609601219 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
2205 2798 3544 6470 +proj=lcc +lat_0=37.5 +lon_0=-84.25 +lat_1=37.9666666666667 +lat_2=38.9666666666667 +x_0=500000 +y_0=0 +ellps=WGS84
2206 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=9500000 +y_0=0 +ellps=intl +towgs84=-89,-92,-130
2207 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=10500000 +y_0=0 +ellps=intl +towgs84=-90,-92,-130
2208 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=11500000 +y_0=0 +ellps=intl +towgs84=-90,-92,-130
2209 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=12500000 +y_0=0 +ellps=intl +towgs84=-91,-93,-130
2210 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=13500000 +y_0=0 +ellps=intl +towgs84=-91,-93,-130
2211 +proj=tmerc +lat_0=0 +lon_0=42 +k=1 +x_0=14500000 +y_0=0 +ellps=intl +towgs84=-92,-93,-130
2212 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=15500000 +y_0=0 +ellps=intl +towgs84=-92,-94,-130
2213 +proj=tmerc +lat_0=0 +lon_0=30 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84
2214 3119 +proj=tmerc +lat_0=0 +lon_0=10.5 +k=0.999 +x_0=1000000 +y_0=1000000 +ellps=intl +towgs84=-206,-175,-88
2215 +proj=utm +zone=32 +ellps=clrk80ign +towgs84=-71,-152,-41
2216 +proj=utm +zone=22 +ellps=intl +towgs84=171,134,-160
2217 +proj=utm +zone=23 +ellps=intl +towgs84=172,136,-160
2219 +proj=utm +zone=19 +a=6378135 +rf=298.257
2220 +proj=utm +zone=20 +a=6378135 +rf=298.257
2222 2867 3481 6407 8700 +proj=tmerc +lat_0=31 +lon_0=-110.166666666667 +k=0.9999 +x_0=213360 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2223 2868 3479 6405 8701 +proj=tmerc +lat_0=31 +lon_0=-111.916666666667 +k=0.9999 +x_0=213360 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2224 2869 3483 6409 8702 +proj=tmerc +lat_0=31 +lon_0=-113.75 +k=0.999933333 +x_0=213360 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2225 2870 3490 6416 8714 +proj=lcc +lat_0=39.3333333333333 +lon_0=-122 +lat_1=41.6666666666667 +lat_2=40 +x_0=2000000.0001016 +y_0=500000.0001016 +ellps=WGS84 +to_meter=0.304800609601219
2226 2871 3492 6418 8715 +proj=lcc +lat_0=37.6666666666667 +lon_0=-122 +lat_1=39.8333333333333 +lat_2=38.3333333333333 +x_0=2000000.0001016 +y_0=500000.0001016 +ellps=WGS84 +to_meter=0.304800609601219
2227 2872 3494 6420 8716 +proj=lcc +lat_0=36.5 +lon_0=-120.5 +lat_1=38.4333333333333 +lat_2=37.0666666666667 +x_0=2000000.0001016 +y_0=500000.0001016 +ellps=WGS84 +to_meter=0.304800609601219
2228 2873 3496 6422 8717 +proj=lcc +lat_0=35.3333333333333 +lon_0=-119 +lat_1=37.25 +lat_2=36 +x_0=2000000.0001016 +y_0=500000.0001016 +ellps=WGS84 +to_meter=0.304800609601219
2229 2874 3498 6424 8718 +proj=lcc +lat_0=33.5 +lon_0=-118 +lat_1=35.4666666666667 +lat_2=34.0333333333333 +x_0=2000000.0001016 +y_0=500000.0001016 +ellps=WGS84 +to_meter=0.304800609601219
2230 2875 3500 6426 8719 +proj=lcc +lat_0=32.1666666666667 +lon_0=-116.25 +lat_1=33.8833333333333 +lat_2=32.7833333333333 +x_0=2000000.0001016 +y_0=500000.0001016 +ellps=WGS84 +to_meter=0.304800609601219
2231 2876 3504 6430 8720 +proj=lcc +lat_0=39.3333333333333 +lon_0=-105.5 +lat_1=40.7833333333333 +lat_2=39.7166666666667 +x_0=914401.828803658 +y_0=304800.609601219 +ellps=WGS84 +to_meter=0.304800609601219
2232 2877 3502 6428 8721 +proj=lcc +lat_0=37.8333333333333 +lon_0=-105.5 +lat_1=39.75 +lat_2=38.45 +x_0=914401.828803658 +y_0=304800.609601219 +ellps=WGS84 +to_meter=0.304800609601219
2233 2878 3506 6432 8722 +proj=lcc +lat_0=36.6666666666667 +lon_0=-105.5 +lat_1=38.4333333333333 +lat_2=37.2333333333333 +x_0=914401.828803658 +y_0=304800.609601219 +ellps=WGS84 +to_meter=0.304800609601219
2234 2879 3508 6434 8723 +proj=lcc +lat_0=40.8333333333333 +lon_0=-72.75 +lat_1=41.8666666666667 +lat_2=41.2 +x_0=304800.609601219 +y_0=152400.30480061 +ellps=WGS84 +to_meter=0.304800609601219
2235 2880 3510 6436 8724 +proj=tmerc +lat_0=38 +lon_0=-75.4166666666667 +k=0.999995 +x_0=200000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2236 2881 3512 6438 8726 +proj=tmerc +lat_0=24.3333333333333 +lon_0=-81 +k=0.999941177 +x_0=200000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2237 2882 3517 6443 8727 +proj=tmerc +lat_0=24.3333333333333 +lon_0=-82 +k=0.999941177 +x_0=200000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2238 2883 3515 6441 8725 +proj=lcc +lat_0=29 +lon_0=-84.5 +lat_1=30.75 +lat_2=29.5833333333333 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2239 2884 3519 6445 8728 +proj=tmerc +lat_0=30 +lon_0=-82.1666666666667 +k=0.9999 +x_0=200000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2240 2885 3521 6447 8729 +proj=tmerc +lat_0=30 +lon_0=-84.1666666666667 +k=0.9999 +x_0=699999.9998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2241 2886 3525 6451 8730 +proj=tmerc +lat_0=41.6666666666667 +lon_0=-112.166666666667 +k=0.999947368 +x_0=200000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2242 2887 3523 6449 8731 +proj=tmerc +lat_0=41.6666666666667 +lon_0=-114 +k=0.999947368 +x_0=500000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2243 2888 3527 6453 8732 +proj=tmerc +lat_0=41.6666666666667 +lon_0=-115.75 +k=0.999933333 +x_0=800000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2244 2889 +proj=tmerc +lat_0=37.5 +lon_0=-85.6666666666667 +k=0.999966667 +x_0=99999.9998983998 +y_0=249364.998729997 +ellps=WGS84 +to_meter=0.304800609601219
2245 2890 +proj=tmerc +lat_0=37.5 +lon_0=-87.0833333333333 +k=0.999966667 +x_0=900000 +y_0=249364.998729997 +ellps=WGS84 +to_meter=0.304800609601219
2246 2891 3545 6471 8741 +proj=lcc +lat_0=37.5 +lon_0=-84.25 +lat_1=37.9666666666667 +lat_2=38.9666666666667 +x_0=500000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2247 2892 3549 6475 8742 +proj=lcc +lat_0=36.3333333333333 +lon_0=-85.75 +lat_1=37.9333333333333 +lat_2=36.7333333333333 +x_0=500000.0001016 +y_0=500000.0001016 +ellps=WGS84 +to_meter=0.304800609601219
2248 2893 3582 6488 8747 +proj=lcc +lat_0=37.6666666666667 +lon_0=-77 +lat_1=39.45 +lat_2=38.3 +x_0=399999.9998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2249 2894 3586 6492 8748 +proj=lcc +lat_0=41 +lon_0=-71.5 +lat_1=42.6833333333333 +lat_2=41.7166666666667 +x_0=200000.0001016 +y_0=750000 +ellps=WGS84 +to_meter=0.304800609601219
2250 2895 3584 6490 8749 +proj=lcc +lat_0=41 +lon_0=-70.5 +lat_1=41.4833333333333 +lat_2=41.2833333333333 +x_0=500000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2251 2896 3590 6496 8703 +proj=lcc +lat_0=44.7833333333333 +lon_0=-87 +lat_1=47.0833333333333 +lat_2=45.4833333333333 +x_0=7999999.999968 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2252 2897 3588 6494 8704 +proj=lcc +lat_0=43.3166666666667 +lon_0=-84.3666666666667 +lat_1=45.7 +lat_2=44.1833333333333 +x_0=5999999.999976 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2253 2898 3593 6499 8705 +proj=lcc +lat_0=41.5 +lon_0=-84.3666666666667 +lat_1=43.6666666666667 +lat_2=42.1 +x_0=3999999.999984 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2254 2899 3598 6507 8753 +proj=tmerc +lat_0=29.5 +lon_0=-88.8333333333333 +k=0.99995 +x_0=300000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2255 2900 3600 6510 8754 +proj=tmerc +lat_0=29.5 +lon_0=-90.3333333333333 +k=0.99995 +x_0=699999.9998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2256 2901 3605 6515 8706 +proj=lcc +lat_0=44.25 +lon_0=-109.5 +lat_1=49 +lat_2=45 +x_0=599999.9999976 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2257 2902 3620 6531 8761 +proj=tmerc +lat_0=31 +lon_0=-104.333333333333 +k=0.999909091 +x_0=165000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2258 2903 3618 6529 8762 +proj=tmerc +lat_0=31 +lon_0=-106.25 +k=0.9999 +x_0=500000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2259 2904 3622 6533 8763 +proj=tmerc +lat_0=31 +lon_0=-107.833333333333 +k=0.999916667 +x_0=830000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2260 2905 3424 3432 3616 3626 6527 6537 8760 8764 +proj=tmerc +lat_0=38.8333333333333 +lon_0=-74.5 +k=0.9999 +x_0=150000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2261 2906 3624 6535 8765 +proj=tmerc +lat_0=40 +lon_0=-76.5833333333333 +k=0.9999375 +x_0=249999.9998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2262 2907 3630 6541 8766 +proj=tmerc +lat_0=40 +lon_0=-78.5833333333333 +k=0.9999375 +x_0=350000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2263 2908 3628 6539 8767 +proj=lcc +lat_0=40.1666666666667 +lon_0=-74 +lat_1=41.0333333333333 +lat_2=40.6666666666667 +x_0=300000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2264 3404 3632 6543 8768 +proj=lcc +lat_0=33.75 +lon_0=-79 +lat_1=36.1666666666667 +lat_2=34.3333333333333 +x_0=609601.219202438 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2265 2909 3634 6545 8707 +proj=lcc +lat_0=47 +lon_0=-100.5 +lat_1=48.7333333333333 +lat_2=47.4333333333333 +x_0=599999.9999976 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2266 2910 3636 6547 8708 +proj=lcc +lat_0=45.6666666666667 +lon_0=-100.5 +lat_1=47.4833333333333 +lat_2=46.1833333333333 +x_0=599999.9999976 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2267 2911 3640 6553 8771 +proj=lcc +lat_0=35 +lon_0=-98 +lat_1=36.7666666666667 +lat_2=35.5666666666667 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2268 2912 3642 6555 8772 +proj=lcc +lat_0=33.3333333333333 +lon_0=-98 +lat_1=35.2333333333333 +lat_2=33.9333333333333 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2269 2913 3646 6559 6885 8709 +proj=lcc +lat_0=43.6666666666667 +lon_0=-120.5 +lat_1=46 +lat_2=44.3333333333333 +x_0=2500000.0001424 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2270 2914 3648 6561 6887 8710 +proj=lcc +lat_0=41.6666666666667 +lon_0=-120.5 +lat_1=44 +lat_2=42.3333333333333 +x_0=1500000.0001464 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2271 3363 3650 6563 8773 +proj=lcc +lat_0=40.1666666666667 +lon_0=-77.75 +lat_1=41.95 +lat_2=40.8833333333333 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2272 3365 3652 6565 8774 +proj=lcc +lat_0=39.3333333333333 +lon_0=-77.75 +lat_1=40.9666666666667 +lat_2=39.9333333333333 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2273 3361 3656 6570 8711 +proj=lcc +lat_0=31.8333333333333 +lon_0=-81 +lat_1=34.8333333333333 +lat_2=32.5 +x_0=609600 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2274 2915 3662 6576 8778 +proj=lcc +lat_0=34.3333333333333 +lon_0=-86 +lat_1=36.4166666666667 +lat_2=35.25 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2275 2916 3668 6582 8779 +proj=lcc +lat_0=34 +lon_0=-101.5 +lat_1=36.1833333333333 +lat_2=34.65 +x_0=200000.0001016 +y_0=999999.9998984 +ellps=WGS84 +to_meter=0.304800609601219
2276 2917 3670 6584 8780 +proj=lcc +lat_0=31.6666666666667 +lon_0=-98.5 +lat_1=33.9666666666667 +lat_2=32.1333333333333 +x_0=600000 +y_0=2000000.0001016 +ellps=WGS84 +to_meter=0.304800609601219
2277 2918 3664 6578 8781 +proj=lcc +lat_0=29.6666666666667 +lon_0=-100.333333333333 +lat_1=31.8833333333333 +lat_2=30.1166666666667 +x_0=699999.9998984 +y_0=3000000 +ellps=WGS84 +to_meter=0.304800609601219
2278 2919 3674 6588 8782 +proj=lcc +lat_0=27.8333333333333 +lon_0=-99 +lat_1=30.2833333333333 +lat_2=28.3833333333333 +x_0=600000 +y_0=3999999.9998984 +ellps=WGS84 +to_meter=0.304800609601219
2279 2920 3672 6586 8783 +proj=lcc +lat_0=25.6666666666667 +lon_0=-98.5 +lat_1=27.8333333333333 +lat_2=26.1666666666667 +x_0=300000 +y_0=5000000.0001016 +ellps=WGS84 +to_meter=0.304800609601219
2280 2921 3679 +proj=lcc +lat_0=40.3333333333333 +lon_0=-111.5 +lat_1=41.7833333333333 +lat_2=40.7166666666667 +x_0=500000.0001504 +y_0=999999.999996 +ellps=WGS84 +to_meter=0.3048
2281 2922 3676 +proj=lcc +lat_0=38.3333333333333 +lon_0=-111.5 +lat_1=40.65 +lat_2=39.0166666666667 +x_0=500000.0001504 +y_0=1999999.999992 +ellps=WGS84 +to_meter=0.3048
2282 2923 3682 +proj=lcc +lat_0=36.6666666666667 +lon_0=-111.5 +lat_1=38.35 +lat_2=37.2166666666667 +x_0=500000.0001504 +y_0=2999999.999988 +ellps=WGS84 +to_meter=0.3048
2283 2924 3686 6593 8788 +proj=lcc +lat_0=37.6666666666667 +lon_0=-78.5 +lat_1=39.2 +lat_2=38.0333333333333 +x_0=3500000.0001016 +y_0=2000000.0001016 +ellps=WGS84 +to_meter=0.304800609601219
2284 2925 3688 6595 8789 +proj=lcc +lat_0=36.3333333333333 +lon_0=-78.5 +lat_1=37.9666666666667 +lat_2=36.7666666666667 +x_0=3500000.0001016 +y_0=999999.9998984 +ellps=WGS84 +to_meter=0.304800609601219
2285 2926 3690 6597 8790 +proj=lcc +lat_0=47 +lon_0=-120.833333333333 +lat_1=48.7333333333333 +lat_2=47.5 +x_0=500000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2286 2927 3692 6599 8791 +proj=lcc +lat_0=45.3333333333333 +lon_0=-120.5 +lat_1=47.3333333333333 +lat_2=45.8333333333333 +x_0=500000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2287 2928 3698 6607 8794 +proj=lcc +lat_0=45.1666666666667 +lon_0=-90 +lat_1=46.7666666666667 +lat_2=45.5666666666667 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2288 2929 3696 6605 8795 +proj=lcc +lat_0=43.8333333333333 +lon_0=-90 +lat_1=45.5 +lat_2=44.25 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2289 2930 3700 6609 8796 +proj=lcc +lat_0=42 +lon_0=-90 +lat_1=44.0666666666667 +lat_2=42.7333333333333 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
2290 +proj=sterea +lat_0=47.25 +lon_0=-63 +k=0.999912 +x_0=700000 +y_0=400000 +a=6378135 +rf=298.257
2291 +proj=sterea +lat_0=47.25 +lon_0=-63 +k=0.999912 +x_0=400000 +y_0=800000 +a=6378135 +rf=298.257
2292 2954 22239 22639 22739 +proj=sterea +lat_0=47.25 +lon_0=-63 +k=0.999912 +x_0=400000 +y_0=800000 +ellps=WGS84
2294 +proj=tmerc +lat_0=0 +lon_0=-61.5 +k=0.9999 +x_0=4500000 +y_0=0 +a=6378135 +rf=298.257
2295 +proj=tmerc +lat_0=0 +lon_0=-64.5 +k=0.9999 +x_0=5500000 +y_0=0 +a=6378135 +rf=298.257
2308 +proj=tmerc +lat_0=0 +lon_0=109 +k=0.9996 +x_0=500000 +y_0=10000000 +ellps=bessel +towgs84=-379,676,-46
2309 +proj=tmerc +lat_0=0 +lon_0=116 +k=0.9996 +x_0=500000 +y_0=10000000 +ellps=WGS84
2310 +proj=tmerc +lat_0=0 +lon_0=132 +k=0.9996 +x_0=500000 +y_0=10000000 +ellps=WGS84
2311 +proj=tmerc +lat_0=0 +lon_0=6 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84
2312 +proj=utm +zone=33 +a=6378249.145 +rf=293.465 +towgs84=-62,-144,15
2313 +proj=utm +zone=33 +a=6378249.145 +rf=293.465 +towgs84=-111,-113,203
2314 +proj=cass +lat_0=10.4416666666667 +lon_0=-61.3333333333333 +x_0=86501.46392052 +y_0=65379.0134283 +a=6378293.64520876 +b=6356617.98767984 +to_meter=0.3047972654 +towgs84=-62,284,472
2315 +proj=utm +zone=19 +south +ellps=intl +towgs84=-148,136,90
2316 +proj=utm +zone=20 +south +ellps=intl +towgs84=-148,136,90
2317 +proj=lcc +lat_0=6 +lon_0=-66 +lat_1=9 +lat_2=3 +x_0=1000000 +y_0=1000000 +ellps=intl +towgs84=-260,92,-356
2318 +proj=lcc +lat_0=25.08951 +lon_0=48 +lat_1=17 +lat_2=33 +x_0=0 +y_0=0 +ellps=intl +towgs84=-143,-236,7
2319 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-89,-92,-130
2320 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-90,-92,-130
2321 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-90,-92,-130
2322 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-91,-93,-130
2323 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-91,-93,-130
2324 +proj=tmerc +lat_0=0 +lon_0=42 +k=1 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-92,-93,-130
2325 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-92,-94,-130
2326 +proj=tmerc +lat_0=22.3121333333333 +lon_0=114.178555555556 +k=1 +x_0=836694.05 +y_0=819069.8 +ellps=intl +towgs84=-159,-264,-186
2327 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=13500000 +y_0=0 +ellps=IAU76
2328 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=14500000 +y_0=0 +ellps=IAU76
2329 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=15500000 +y_0=0 +ellps=IAU76
2330 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=16500000 +y_0=0 +ellps=IAU76
2331 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=17500000 +y_0=0 +ellps=IAU76
2332 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=18500000 +y_0=0 +ellps=IAU76
2333 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=19500000 +y_0=0 +ellps=IAU76
2334 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=20500000 +y_0=0 +ellps=IAU76
2335 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=21500000 +y_0=0 +ellps=IAU76
2336 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=22500000 +y_0=0 +ellps=IAU76
2337 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=23500000 +y_0=0 +ellps=IAU76
2338 2370 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2339 2372 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2340 2374 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2341 2376 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2342 2378 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2343 2380 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2344 2382 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2345 2384 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2346 2386 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2347 2388 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2348 2390 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2349 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=25500000 +y_0=0 +ellps=IAU76
2350 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=26500000 +y_0=0 +ellps=IAU76
2351 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=27500000 +y_0=0 +ellps=IAU76
2352 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=28500000 +y_0=0 +ellps=IAU76
2353 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=29500000 +y_0=0 +ellps=IAU76
2354 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=30500000 +y_0=0 +ellps=IAU76
2355 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=31500000 +y_0=0 +ellps=IAU76
2356 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=32500000 +y_0=0 +ellps=IAU76
2357 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=33500000 +y_0=0 +ellps=IAU76
2358 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=34500000 +y_0=0 +ellps=IAU76
2359 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=35500000 +y_0=0 +ellps=IAU76
2360 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=36500000 +y_0=0 +ellps=IAU76
2361 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=37500000 +y_0=0 +ellps=IAU76
2362 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=38500000 +y_0=0 +ellps=IAU76
2363 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=39500000 +y_0=0 +ellps=IAU76
2364 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=40500000 +y_0=0 +ellps=IAU76
2365 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=41500000 +y_0=0 +ellps=IAU76
2366 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=42500000 +y_0=0 +ellps=IAU76
2367 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=43500000 +y_0=0 +ellps=IAU76
2368 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=44500000 +y_0=0 +ellps=IAU76
2369 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=45500000 +y_0=0 +ellps=IAU76
2371 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2373 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2375 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2377 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2379 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2381 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2383 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2385 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2387 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2389 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76
2391 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=1500000 +y_0=0 +ellps=intl +towgs84=-80,-233,-103
2392 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=2500000 +y_0=0 +ellps=intl +towgs84=-79,-232,-100
2393 2393 3901 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=3500000 +y_0=0 +ellps=intl +towgs84=-78,-232,-97
2394 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=4500000 +y_0=0 +ellps=intl +towgs84=-78,-232,-95
2399 5675 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=5500000 +y_0=0 +ellps=krass +towgs84=21,-124,-85
2400 +proj=tmerc +lat_0=0 +lon_0=15.8082777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel +towgs84=502,-33,570
2401 4652 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=25500000 +y_0=0 +ellps=krass
2402 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=26500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
2403 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=27500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
2404 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=28500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
2405 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=29500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
2406 4766 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=30500000 +y_0=0 +ellps=krass
2407 4767 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=31500000 +y_0=0 +ellps=krass
2408 4768 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=32500000 +y_0=0 +ellps=krass
2409 4769 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=33500000 +y_0=0 +ellps=krass
2410 4770 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=34500000 +y_0=0 +ellps=krass
2411 4771 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=35500000 +y_0=0 +ellps=krass
2412 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=36500000 +y_0=0 +ellps=krass +towgs84=6,-155,-79
2413 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=37500000 +y_0=0 +ellps=krass +towgs84=5,-145,-72
2414 4774 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=38500000 +y_0=0 +ellps=krass
2415 4775 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=39500000 +y_0=0 +ellps=krass
2416 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=40500000 +y_0=0 +ellps=krass +towgs84=-3,-124,-41
2417 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=41500000 +y_0=0 +ellps=krass +towgs84=-2,-125,-41
2418 4778 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=42500000 +y_0=0 +ellps=krass
2419 4779 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=43500000 +y_0=0 +ellps=krass
2420 4780 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=44500000 +y_0=0 +ellps=krass
2421 4781 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=45500000 +y_0=0 +ellps=krass
2422 4579 4782 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2423 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
2424 21454 21474 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
2425 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
2426 21455 21475 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
2427 4787 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2428 4582 4788 21456 21476 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2429 4789 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2430 4583 4790 21457 21477 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2431 4791 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2432 4584 4792 21458 21478 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2433 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=6,-155,-79
2434 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=5,-145,-72
2435 4795 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2436 4586 4796 21460 21480 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2437 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=-3,-124,-41
2438 21461 21481 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=-2,-125,-41
2439 4799 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2440 4588 4800 21462 21482 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2441 4812 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2442 4589 4822 21463 21483 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2443 6669 10162 +proj=tmerc +lat_0=33 +lon_0=129.5 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2444 6670 10163 +proj=tmerc +lat_0=33 +lon_0=131 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2445 6671 10164 +proj=tmerc +lat_0=36 +lon_0=132.166666666667 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2446 6672 10165 +proj=tmerc +lat_0=33 +lon_0=133.5 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2447 6673 10166 +proj=tmerc +lat_0=36 +lon_0=134.333333333333 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2448 6674 10167 +proj=tmerc +lat_0=36 +lon_0=136 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2449 6675 10168 +proj=tmerc +lat_0=36 +lon_0=137.166666666667 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2450 6676 10169 +proj=tmerc +lat_0=36 +lon_0=138.5 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2451 6677 10170 +proj=tmerc +lat_0=36 +lon_0=139.833333333333 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2452 6678 10171 +proj=tmerc +lat_0=40 +lon_0=140.833333333333 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2453 6679 10172 +proj=tmerc +lat_0=44 +lon_0=140.25 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2454 6680 10173 +proj=tmerc +lat_0=44 +lon_0=142.25 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2455 6681 10174 +proj=tmerc +lat_0=44 +lon_0=144.25 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2456 6682 +proj=tmerc +lat_0=26 +lon_0=142 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2457 6683 +proj=tmerc +lat_0=26 +lon_0=127.5 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2458 6684 +proj=tmerc +lat_0=26 +lon_0=124 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2459 6685 +proj=tmerc +lat_0=26 +lon_0=131 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2460 6686 +proj=tmerc +lat_0=20 +lon_0=136 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2461 6687 +proj=tmerc +lat_0=26 +lon_0=154 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
2462 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=4500000 +y_0=0 +ellps=krass +towgs84=39,-126,-78
2463 2699 20064 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
2464 2701 20065 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
2465 2703 20066 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-129,-82
2466 2705 20067 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-129,-82
2467 2707 20068 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2468 2709 20069 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2469 2711 20070 +proj=tmerc +lat_0=0 +lon_0=57 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2470 2713 20071 +proj=tmerc +lat_0=0 +lon_0=63 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2471 2715 20072 +proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2472 2717 20073 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2473 2719 20074 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2474 2721 20075 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2475 2723 20076 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2476 2725 20077 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2477 2727 20078 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2478 2729 20079 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2479 2731 20080 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2480 2733 20081 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2481 2735 20082 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2482 2739 20083 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2483 2741 20084 +proj=tmerc +lat_0=0 +lon_0=141 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2484 2743 20085 +proj=tmerc +lat_0=0 +lon_0=147 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-133,-82
2485 2745 20086 +proj=tmerc +lat_0=0 +lon_0=153 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2486 2747 20087 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2487 2749 20088 +proj=tmerc +lat_0=0 +lon_0=165 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2488 2751 20089 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2489 2753 20090 +proj=tmerc +lat_0=0 +lon_0=177 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-132,-82
2490 2755 20091 +proj=tmerc +lat_0=0 +lon_0=-177 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=25,-132,-82
2491 2757 20092 +proj=tmerc +lat_0=0 +lon_0=-171 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=25,-133,-82
2492 20062 28462 +proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2493 20063 28463 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=500000 +y_0=0 +ellps=krass
2494 28464 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=27,-128,-86
2495 2584 28465 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=27,-129,-85
2496 2586 28466 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=25,-130,-85
2497 2588 28467 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-130,-85
2498 2590 28468 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-132,-84
2499 28469 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-133,-82
2500 2594 28470 +proj=tmerc +lat_0=0 +lon_0=57 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-134,-83
2501 2596 28471 +proj=tmerc +lat_0=0 +lon_0=63 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=22,-135,-82
2502 2598 28472 +proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=21,-136,-81
2503 28473 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=21,-137,-80
2504 28474 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=21,-139,-81
2505 28475 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-140,-80
2506 2607 28476 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-141,-80
2507 2609 28477 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-143,-79
2508 2611 28478 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-144,-79
2509 2613 28479 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-145,-78
2510 28480 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-146,-78
2511 2617 28481 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-147,-77
2512 2619 28482 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-149,-76
2513 2621 28483 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-150,-76
2514 2623 28484 +proj=tmerc +lat_0=0 +lon_0=141 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=26,-150,-76
2515 2625 28485 +proj=tmerc +lat_0=0 +lon_0=147 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=26,-151,-75
2516 2627 28486 +proj=tmerc +lat_0=0 +lon_0=153 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=28,-151,-75
2517 28487 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=29,-151,-75
2518 2631 28488 +proj=tmerc +lat_0=0 +lon_0=165 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=30,-152,-75
2519 28489 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=31,-152,-75
2520 2635 28490 +proj=tmerc +lat_0=0 +lon_0=177 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=33,-151,-75
2521 2637 28491 +proj=tmerc +lat_0=0 +lon_0=-177 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=34,-150,-76
2522 2639 28492 +proj=tmerc +lat_0=0 +lon_0=-171 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=35,-151,-75
2523 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=7500000 +y_0=0 +ellps=krass +towgs84=27,-127,-86
2524 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=8500000 +y_0=0 +ellps=krass +towgs84=26,-128,-86
2525 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=9500000 +y_0=0 +ellps=krass +towgs84=27,-129,-85
2526 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=10500000 +y_0=0 +ellps=krass +towgs84=26,-130,-85
2527 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=11500000 +y_0=0 +ellps=krass +towgs84=25,-130,-85
2528 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=12500000 +y_0=0 +ellps=krass +towgs84=25,-130,-85
2529 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=13500000 +y_0=0 +ellps=krass +towgs84=24,-130,-85
2530 +proj=tmerc +lat_0=0 +lon_0=42 +k=1 +x_0=14500000 +y_0=0 +ellps=krass +towgs84=23,-131,-84
2531 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=15500000 +y_0=0 +ellps=krass +towgs84=24,-132,-84
2532 +proj=tmerc +lat_0=0 +lon_0=48 +k=1 +x_0=16500000 +y_0=0 +ellps=krass +towgs84=24,-132,-83
2533 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=17500000 +y_0=0 +ellps=krass +towgs84=24,-132,-81
2534 +proj=tmerc +lat_0=0 +lon_0=54 +k=1 +x_0=18500000 +y_0=0 +ellps=krass +towgs84=23,-133,-83
2535 +proj=tmerc +lat_0=0 +lon_0=57 +k=1 +x_0=19500000 +y_0=0 +ellps=krass +towgs84=23,-134,-83
2536 +proj=tmerc +lat_0=0 +lon_0=60 +k=1 +x_0=20500000 +y_0=0 +ellps=krass +towgs84=23,-135,-82
2537 +proj=tmerc +lat_0=0 +lon_0=63 +k=1 +x_0=21500000 +y_0=0 +ellps=krass +towgs84=22,-135,-82
2538 +proj=tmerc +lat_0=0 +lon_0=66 +k=1 +x_0=22500000 +y_0=0 +ellps=krass +towgs84=22,-136,-81
2539 +proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=23500000 +y_0=0 +ellps=krass +towgs84=21,-136,-81
2540 +proj=tmerc +lat_0=0 +lon_0=72 +k=1 +x_0=24500000 +y_0=0 +ellps=krass +towgs84=20,-136,-81
2541 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=25500000 +y_0=0 +ellps=krass +towgs84=20,-138,-81
2542 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=26500000 +y_0=0 +ellps=krass +towgs84=21,-138,-81
2543 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=27500000 +y_0=0 +ellps=krass +towgs84=22,-139,-81
2544 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=28500000 +y_0=0 +ellps=krass +towgs84=21,-140,-80
2545 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=29500000 +y_0=0 +ellps=krass +towgs84=22,-140,-80
2546 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=30500000 +y_0=0 +ellps=krass +towgs84=23,-141,-80
2547 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=31500000 +y_0=0 +ellps=krass +towgs84=23,-141,-80
2548 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=32500000 +y_0=0 +ellps=krass +towgs84=23,-142,-79
2549 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=33500000 +y_0=0 +ellps=krass +towgs84=23,-143,-79
2550 +proj=utm +zone=50 +south +ellps=bessel
2551 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=34500000 +y_0=0 +ellps=krass +towgs84=23,-143,-79
2552 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=35500000 +y_0=0 +ellps=krass +towgs84=23,-144,-79
2553 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=36500000 +y_0=0 +ellps=krass +towgs84=23,-144,-78
2554 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=37500000 +y_0=0 +ellps=krass +towgs84=23,-145,-78
2555 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=38500000 +y_0=0 +ellps=krass +towgs84=23,-145,-78
2556 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=39500000 +y_0=0 +ellps=krass +towgs84=23,-146,-77
2557 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=40500000 +y_0=0 +ellps=krass +towgs84=23,-147,-77
2558 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=41500000 +y_0=0 +ellps=krass +towgs84=24,-147,-77
2559 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=42500000 +y_0=0 +ellps=krass +towgs84=24,-148,-77
2560 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=43500000 +y_0=0 +ellps=krass +towgs84=23,-149,-76
2561 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=44500000 +y_0=0 +ellps=krass +towgs84=23,-150,-76
2562 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=45500000 +y_0=0 +ellps=krass +towgs84=24,-150,-76
2563 +proj=tmerc +lat_0=0 +lon_0=138 +k=1 +x_0=46500000 +y_0=0 +ellps=krass +towgs84=25,-150,-76
2564 +proj=tmerc +lat_0=0 +lon_0=141 +k=1 +x_0=47500000 +y_0=0 +ellps=krass +towgs84=26,-150,-76
2565 +proj=tmerc +lat_0=0 +lon_0=144 +k=1 +x_0=48500000 +y_0=0 +ellps=krass +towgs84=26,-151,-75
2566 +proj=tmerc +lat_0=0 +lon_0=147 +k=1 +x_0=49500000 +y_0=0 +ellps=krass +towgs84=26,-151,-75
2567 +proj=tmerc +lat_0=0 +lon_0=150 +k=1 +x_0=50500000 +y_0=0 +ellps=krass +towgs84=27,-151,-75
2568 +proj=tmerc +lat_0=0 +lon_0=153 +k=1 +x_0=51500000 +y_0=0 +ellps=krass +towgs84=28,-151,-75
2569 +proj=tmerc +lat_0=0 +lon_0=156 +k=1 +x_0=52500000 +y_0=0 +ellps=krass +towgs84=29,-151,-75
2570 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=53500000 +y_0=0 +ellps=krass +towgs84=29,-152,-75
2571 +proj=tmerc +lat_0=0 +lon_0=162 +k=1 +x_0=54500000 +y_0=0 +ellps=krass +towgs84=30,-152,-75
2572 +proj=tmerc +lat_0=0 +lon_0=165 +k=1 +x_0=55500000 +y_0=0 +ellps=krass +towgs84=30,-152,-75
2573 +proj=tmerc +lat_0=0 +lon_0=168 +k=1 +x_0=56500000 +y_0=0 +ellps=krass +towgs84=31,-152,-75
2574 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=57500000 +y_0=0 +ellps=krass +towgs84=32,-151,-75
2575 +proj=tmerc +lat_0=0 +lon_0=174 +k=1 +x_0=58500000 +y_0=0 +ellps=krass +towgs84=32,-151,-75
2576 +proj=tmerc +lat_0=0 +lon_0=177 +k=1 +x_0=59500000 +y_0=0 +ellps=krass +towgs84=33,-151,-75
2577 +proj=tmerc +lat_0=0 +lon_0=180 +k=1 +x_0=60000000 +y_0=0 +ellps=krass +towgs84=34,-151,-76
2578 +proj=tmerc +lat_0=0 +lon_0=-177 +k=1 +x_0=61500000 +y_0=0 +ellps=krass +towgs84=34,-150,-76
2579 +proj=tmerc +lat_0=0 +lon_0=-174 +k=1 +x_0=62500000 +y_0=0 +ellps=krass +towgs84=34,-151,-75
2580 +proj=tmerc +lat_0=0 +lon_0=-171 +k=1 +x_0=63500000 +y_0=0 +ellps=krass +towgs84=35,-151,-75
2581 +proj=tmerc +lat_0=0 +lon_0=-168 +k=1 +x_0=64500000 +y_0=0 +ellps=krass +towgs84=7,-156,-10
2582 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=27,-127,-86
2583 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=26,-128,-86
2585 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=26,-130,-85
2587 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=25,-130,-85
2589 +proj=tmerc +lat_0=0 +lon_0=42 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-84
2591 +proj=tmerc +lat_0=0 +lon_0=48 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-132,-83
2592 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-132,-81
2593 +proj=tmerc +lat_0=0 +lon_0=54 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-133,-83
2595 +proj=tmerc +lat_0=0 +lon_0=60 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-135,-82
2597 +proj=tmerc +lat_0=0 +lon_0=66 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=22,-136,-81
2599 +proj=tmerc +lat_0=0 +lon_0=72 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=20,-136,-81
2600 3346 +proj=tmerc +lat_0=0 +lon_0=24 +k=0.9998 +x_0=500000 +y_0=0 +ellps=WGS84
2601 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=20,-138,-81
2602 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=21,-138,-81
2603 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=22,-139,-81
2604 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=21,-140,-80
2605 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=22,-140,-80
2606 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-141,-80
2608 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-142,-79
2610 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-143,-79
2612 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-144,-78
2614 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-145,-78
2615 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-146,-77
2616 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-147,-77
2618 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-148,-77
2620 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-150,-76
2622 +proj=tmerc +lat_0=0 +lon_0=138 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=25,-150,-76
2624 +proj=tmerc +lat_0=0 +lon_0=144 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=26,-151,-75
2626 +proj=tmerc +lat_0=0 +lon_0=150 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=27,-151,-75
2628 +proj=tmerc +lat_0=0 +lon_0=156 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=29,-151,-75
2629 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=29,-152,-75
2630 +proj=tmerc +lat_0=0 +lon_0=162 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=30,-152,-75
2632 +proj=tmerc +lat_0=0 +lon_0=168 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=31,-152,-75
2633 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=32,-151,-75
2634 +proj=tmerc +lat_0=0 +lon_0=174 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=32,-151,-75
2636 +proj=tmerc +lat_0=0 +lon_0=180 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=34,-151,-76
2638 +proj=tmerc +lat_0=0 +lon_0=-174 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=34,-151,-75
2640 +proj=tmerc +lat_0=0 +lon_0=-168 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=7,-156,-10
2641 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=7500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
2642 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=8500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
2643 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=9500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
2644 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=10500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
2645 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=11500000 +y_0=0 +ellps=krass +towgs84=23,-129,-82
2646 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=12500000 +y_0=0 +ellps=krass +towgs84=23,-129,-82
2647 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=13500000 +y_0=0 +ellps=krass +towgs84=23,-129,-82
2648 +proj=tmerc +lat_0=0 +lon_0=42 +k=1 +x_0=14500000 +y_0=0 +ellps=krass +towgs84=23,-129,-82
2649 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=15500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2650 +proj=tmerc +lat_0=0 +lon_0=48 +k=1 +x_0=16500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2651 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=17500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2652 +proj=tmerc +lat_0=0 +lon_0=54 +k=1 +x_0=18500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2653 +proj=tmerc +lat_0=0 +lon_0=57 +k=1 +x_0=19500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2654 +proj=tmerc +lat_0=0 +lon_0=60 +k=1 +x_0=20500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2655 +proj=tmerc +lat_0=0 +lon_0=63 +k=1 +x_0=21500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2656 +proj=tmerc +lat_0=0 +lon_0=66 +k=1 +x_0=22500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2657 +proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=23500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2658 +proj=tmerc +lat_0=0 +lon_0=72 +k=1 +x_0=24500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2659 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=25500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2660 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=26500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2661 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=27500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2662 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=28500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2663 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=29500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2664 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=30500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2665 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=31500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2666 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=32500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2667 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=33500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2668 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=34500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2669 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=35500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2670 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=36500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2671 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=37500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2672 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=38500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2673 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=39500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2674 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=40500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2675 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=41500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2676 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=42500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2677 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=43500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2678 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=44500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2679 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=45500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2680 +proj=tmerc +lat_0=0 +lon_0=138 +k=1 +x_0=46500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2681 +proj=tmerc +lat_0=0 +lon_0=141 +k=1 +x_0=47500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2682 +proj=tmerc +lat_0=0 +lon_0=144 +k=1 +x_0=48500000 +y_0=0 +ellps=krass +towgs84=23,-133,-82
2683 +proj=tmerc +lat_0=0 +lon_0=147 +k=1 +x_0=49500000 +y_0=0 +ellps=krass +towgs84=23,-133,-82
2684 +proj=tmerc +lat_0=0 +lon_0=150 +k=1 +x_0=50500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2685 +proj=tmerc +lat_0=0 +lon_0=153 +k=1 +x_0=51500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2686 +proj=tmerc +lat_0=0 +lon_0=156 +k=1 +x_0=52500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2687 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=53500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2688 +proj=tmerc +lat_0=0 +lon_0=162 +k=1 +x_0=54500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2689 +proj=tmerc +lat_0=0 +lon_0=165 +k=1 +x_0=55500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2690 +proj=tmerc +lat_0=0 +lon_0=168 +k=1 +x_0=56500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2691 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=57500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2692 +proj=tmerc +lat_0=0 +lon_0=174 +k=1 +x_0=58500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2693 +proj=tmerc +lat_0=0 +lon_0=177 +k=1 +x_0=59500000 +y_0=0 +ellps=krass +towgs84=24,-132,-82
2694 +proj=tmerc +lat_0=0 +lon_0=180 +k=1 +x_0=60000000 +y_0=0 +ellps=krass +towgs84=24,-132,-82
2695 +proj=tmerc +lat_0=0 +lon_0=-177 +k=1 +x_0=61500000 +y_0=0 +ellps=krass +towgs84=25,-132,-82
2696 +proj=tmerc +lat_0=0 +lon_0=-174 +k=1 +x_0=62500000 +y_0=0 +ellps=krass +towgs84=25,-133,-82
2697 +proj=tmerc +lat_0=0 +lon_0=-171 +k=1 +x_0=63500000 +y_0=0 +ellps=krass +towgs84=25,-133,-82
2698 +proj=tmerc +lat_0=0 +lon_0=-168 +k=1 +x_0=64500000 +y_0=0 +ellps=krass +towgs84=-5,-138,-14
2700 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
2702 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
2704 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-129,-82
2706 +proj=tmerc +lat_0=0 +lon_0=42 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-129,-82
2708 +proj=tmerc +lat_0=0 +lon_0=48 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2710 +proj=tmerc +lat_0=0 +lon_0=54 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2712 +proj=tmerc +lat_0=0 +lon_0=60 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2714 +proj=tmerc +lat_0=0 +lon_0=66 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2716 +proj=tmerc +lat_0=0 +lon_0=72 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
2718 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2720 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2722 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2724 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2726 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2728 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
2730 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2732 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2734 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2736 +proj=utm +zone=36 +south +ellps=clrk66 +towgs84=-106,-119,-210
2737 +proj=utm +zone=37 +south +ellps=clrk66 +towgs84=82,10,-263
2738 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2740 +proj=tmerc +lat_0=0 +lon_0=138 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
2742 +proj=tmerc +lat_0=0 +lon_0=144 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=23,-133,-82
2744 +proj=tmerc +lat_0=0 +lon_0=150 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2746 +proj=tmerc +lat_0=0 +lon_0=156 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2748 +proj=tmerc +lat_0=0 +lon_0=162 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2750 +proj=tmerc +lat_0=0 +lon_0=168 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2752 +proj=tmerc +lat_0=0 +lon_0=174 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
2754 +proj=tmerc +lat_0=0 +lon_0=180 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-132,-82
2756 +proj=tmerc +lat_0=0 +lon_0=-174 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=25,-133,-82
2758 +proj=tmerc +lat_0=0 +lon_0=-168 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=-5,-138,-14
2759 3465 6355 8801 26929 +proj=tmerc +lat_0=30.5 +lon_0=-85.8333333333333 +k=0.99996 +x_0=200000 +y_0=0 +ellps=WGS84
2760 3466 6356 8802 26930 +proj=tmerc +lat_0=30 +lon_0=-87.5 +k=0.999933333 +x_0=600000 +y_0=0 +ellps=WGS84
2761 3480 6406 26948 +proj=tmerc +lat_0=31 +lon_0=-110.166666666667 +k=0.9999 +x_0=213360 +y_0=0 +ellps=WGS84
2762 3478 6404 26949 +proj=tmerc +lat_0=31 +lon_0=-111.916666666667 +k=0.9999 +x_0=213360 +y_0=0 +ellps=WGS84
2763 3482 6408 26950 +proj=tmerc +lat_0=31 +lon_0=-113.75 +k=0.999933333 +x_0=213360 +y_0=0 +ellps=WGS84
2764 3484 6410 26951 +proj=lcc +lat_0=34.3333333333333 +lon_0=-92 +lat_1=36.2333333333333 +lat_2=34.9333333333333 +x_0=400000 +y_0=0 +ellps=WGS84
2765 3486 6412 26952 +proj=lcc +lat_0=32.6666666666667 +lon_0=-92 +lat_1=34.7666666666667 +lat_2=33.3 +x_0=400000 +y_0=400000 +ellps=WGS84
2766 3489 6415 26941 +proj=lcc +lat_0=39.3333333333333 +lon_0=-122 +lat_1=41.6666666666667 +lat_2=40 +x_0=2000000 +y_0=500000 +ellps=WGS84
2767 3491 6417 26942 +proj=lcc +lat_0=37.6666666666667 +lon_0=-122 +lat_1=39.8333333333333 +lat_2=38.3333333333333 +x_0=2000000 +y_0=500000 +ellps=WGS84
2768 3493 6419 26943 +proj=lcc +lat_0=36.5 +lon_0=-120.5 +lat_1=38.4333333333333 +lat_2=37.0666666666667 +x_0=2000000 +y_0=500000 +ellps=WGS84
2769 3495 6421 26944 +proj=lcc +lat_0=35.3333333333333 +lon_0=-119 +lat_1=37.25 +lat_2=36 +x_0=2000000 +y_0=500000 +ellps=WGS84
2770 3497 6423 26945 +proj=lcc +lat_0=33.5 +lon_0=-118 +lat_1=35.4666666666667 +lat_2=34.0333333333333 +x_0=2000000 +y_0=500000 +ellps=WGS84
2771 3499 6425 26946 +proj=lcc +lat_0=32.1666666666667 +lon_0=-116.25 +lat_1=33.8833333333333 +lat_2=32.7833333333333 +x_0=2000000 +y_0=500000 +ellps=WGS84
2772 3503 6429 26953 +proj=lcc +lat_0=39.3333333333333 +lon_0=-105.5 +lat_1=40.7833333333333 +lat_2=39.7166666666667 +x_0=914401.8289 +y_0=304800.6096 +ellps=WGS84
2773 3501 6427 26954 +proj=lcc +lat_0=37.8333333333333 +lon_0=-105.5 +lat_1=39.75 +lat_2=38.45 +x_0=914401.8289 +y_0=304800.6096 +ellps=WGS84
2774 3505 6431 26955 +proj=lcc +lat_0=36.6666666666667 +lon_0=-105.5 +lat_1=38.4333333333333 +lat_2=37.2333333333333 +x_0=914401.8289 +y_0=304800.6096 +ellps=WGS84
2775 3507 6433 26956 +proj=lcc +lat_0=40.8333333333333 +lon_0=-72.75 +lat_1=41.8666666666667 +lat_2=41.2 +x_0=304800.6096 +y_0=152400.3048 +ellps=WGS84
2776 3509 6435 26957 +proj=tmerc +lat_0=38 +lon_0=-75.4166666666667 +k=0.999995 +x_0=200000 +y_0=0 +ellps=WGS84
2777 3511 6437 26958 +proj=tmerc +lat_0=24.3333333333333 +lon_0=-81 +k=0.999941177 +x_0=200000 +y_0=0 +ellps=WGS84
2778 3516 6442 26959 +proj=tmerc +lat_0=24.3333333333333 +lon_0=-82 +k=0.999941177 +x_0=200000 +y_0=0 +ellps=WGS84
2779 3514 6440 26960 +proj=lcc +lat_0=29 +lon_0=-84.5 +lat_1=30.75 +lat_2=29.5833333333333 +x_0=600000 +y_0=0 +ellps=WGS84
2780 3518 6444 26966 +proj=tmerc +lat_0=30 +lon_0=-82.1666666666667 +k=0.9999 +x_0=200000 +y_0=0 +ellps=WGS84
2781 3520 6446 26967 +proj=tmerc +lat_0=30 +lon_0=-84.1666666666667 +k=0.9999 +x_0=700000 +y_0=0 +ellps=WGS84
2782 6628 26961 +proj=tmerc +lat_0=18.8333333333333 +lon_0=-155.5 +k=0.999966667 +x_0=500000 +y_0=0 +ellps=WGS84
2783 6629 26962 +proj=tmerc +lat_0=20.3333333333333 +lon_0=-156.666666666667 +k=0.999966667 +x_0=500000 +y_0=0 +ellps=WGS84
2784 6630 26963 +proj=tmerc +lat_0=21.1666666666667 +lon_0=-158 +k=0.99999 +x_0=500000 +y_0=0 +ellps=WGS84
2785 6631 26964 +proj=tmerc +lat_0=21.8333333333333 +lon_0=-159.5 +k=0.99999 +x_0=500000 +y_0=0 +ellps=WGS84
2786 6632 26965 +proj=tmerc +lat_0=21.6666666666667 +lon_0=-160.166666666667 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
2787 3524 6450 26968 +proj=tmerc +lat_0=41.6666666666667 +lon_0=-112.166666666667 +k=0.999947368 +x_0=200000 +y_0=0 +ellps=WGS84
2788 3522 6448 26969 +proj=tmerc +lat_0=41.6666666666667 +lon_0=-114 +k=0.999947368 +x_0=500000 +y_0=0 +ellps=WGS84
2789 3526 6452 26970 +proj=tmerc +lat_0=41.6666666666667 +lon_0=-115.75 +k=0.999933333 +x_0=800000 +y_0=0 +ellps=WGS84
2790 3528 6454 26971 +proj=tmerc +lat_0=36.6666666666667 +lon_0=-88.3333333333333 +k=0.999975 +x_0=300000 +y_0=0 +ellps=WGS84
2791 3530 6456 26972 +proj=tmerc +lat_0=36.6666666666667 +lon_0=-90.1666666666667 +k=0.999941177 +x_0=700000 +y_0=0 +ellps=WGS84
2792 3532 6458 26973 +proj=tmerc +lat_0=37.5 +lon_0=-85.6666666666667 +k=0.999966667 +x_0=100000 +y_0=250000 +ellps=WGS84
2793 3534 6460 26974 +proj=tmerc +lat_0=37.5 +lon_0=-87.0833333333333 +k=0.999966667 +x_0=900000 +y_0=250000 +ellps=WGS84
2794 3536 6462 26975 +proj=lcc +lat_0=41.5 +lon_0=-93.5 +lat_1=43.2666666666667 +lat_2=42.0666666666667 +x_0=1500000 +y_0=1000000 +ellps=WGS84
2795 3538 6464 26976 +proj=lcc +lat_0=40 +lon_0=-93.5 +lat_1=41.7833333333333 +lat_2=40.6166666666667 +x_0=500000 +y_0=0 +ellps=WGS84
2796 3540 6466 26977 +proj=lcc +lat_0=38.3333333333333 +lon_0=-98 +lat_1=39.7833333333333 +lat_2=38.7166666666667 +x_0=400000 +y_0=0 +ellps=WGS84
2797 3542 6468 26978 +proj=lcc +lat_0=36.6666666666667 +lon_0=-98.5 +lat_1=38.5666666666667 +lat_2=37.2666666666667 +x_0=400000 +y_0=400000 +ellps=WGS84
2799 3548 6474 26980 +proj=lcc +lat_0=36.3333333333333 +lon_0=-85.75 +lat_1=37.9333333333333 +lat_2=36.7333333333333 +x_0=500000 +y_0=500000 +ellps=WGS84
2800 3550 6476 26981 +proj=lcc +lat_0=30.5 +lon_0=-92.5 +lat_1=32.6666666666667 +lat_2=31.1666666666667 +x_0=1000000 +y_0=0 +ellps=WGS84
2801 3552 6478 26982 +proj=lcc +lat_0=28.5 +lon_0=-91.3333333333333 +lat_1=30.7 +lat_2=29.3 +x_0=1000000 +y_0=0 +ellps=WGS84
2802 3557 6483 26814 26825 26836 26983 +proj=tmerc +lat_0=43.6666666666667 +lon_0=-68.5 +k=0.9999 +x_0=300000 +y_0=0 +ellps=WGS84
2803 3558 6485 26815 26826 26837 26984 +proj=tmerc +lat_0=42.8333333333333 +lon_0=-70.1666666666667 +k=0.999966667 +x_0=900000 +y_0=0 +ellps=WGS84
2804 3559 6487 26985 +proj=lcc +lat_0=37.6666666666667 +lon_0=-77 +lat_1=39.45 +lat_2=38.3 +x_0=400000 +y_0=0 +ellps=WGS84
2805 3585 6491 26986 +proj=lcc +lat_0=41 +lon_0=-71.5 +lat_1=42.6833333333333 +lat_2=41.7166666666667 +x_0=200000 +y_0=750000 +ellps=WGS84
2806 3583 6489 26987 +proj=lcc +lat_0=41 +lon_0=-70.5 +lat_1=41.4833333333333 +lat_2=41.2833333333333 +x_0=500000 +y_0=0 +ellps=WGS84
2807 3589 6495 26988 +proj=lcc +lat_0=44.7833333333333 +lon_0=-87 +lat_1=47.0833333333333 +lat_2=45.4833333333333 +x_0=8000000 +y_0=0 +ellps=WGS84
2808 3587 6493 26989 +proj=lcc +lat_0=43.3166666666667 +lon_0=-84.3666666666667 +lat_1=45.7 +lat_2=44.1833333333333 +x_0=6000000 +y_0=0 +ellps=WGS84
2809 3592 6498 26990 +proj=lcc +lat_0=41.5 +lon_0=-84.3666666666667 +lat_1=43.6666666666667 +lat_2=42.1 +x_0=4000000 +y_0=0 +ellps=WGS84
2810 3595 6502 26991 +proj=lcc +lat_0=46.5 +lon_0=-93.1 +lat_1=48.6333333333333 +lat_2=47.0333333333333 +x_0=800000 +y_0=100000 +ellps=WGS84
2811 3594 6500 26992 +proj=lcc +lat_0=45 +lon_0=-94.25 +lat_1=47.05 +lat_2=45.6166666666667 +x_0=800000 +y_0=100000 +ellps=WGS84
2812 3596 6504 26993 +proj=lcc +lat_0=43 +lon_0=-94 +lat_1=45.2166666666667 +lat_2=43.7833333333333 +x_0=800000 +y_0=100000 +ellps=WGS84
2813 3597 6506 26994 +proj=tmerc +lat_0=29.5 +lon_0=-88.8333333333333 +k=0.99995 +x_0=300000 +y_0=0 +ellps=WGS84
2814 3599 6509 26995 +proj=tmerc +lat_0=29.5 +lon_0=-90.3333333333333 +k=0.99995 +x_0=700000 +y_0=0 +ellps=WGS84
2815 3602 6512 8813 26996 +proj=tmerc +lat_0=35.8333333333333 +lon_0=-90.5 +k=0.999933333 +x_0=250000 +y_0=0 +ellps=WGS84
2816 3601 6511 8814 26997 +proj=tmerc +lat_0=35.8333333333333 +lon_0=-92.5 +k=0.999933333 +x_0=500000 +y_0=0 +ellps=WGS84
2817 3603 6513 8815 26998 +proj=tmerc +lat_0=36.1666666666667 +lon_0=-94.5 +k=0.999941177 +x_0=850000 +y_0=0 +ellps=WGS84
2818 3604 6514 32100 +proj=lcc +lat_0=44.25 +lon_0=-109.5 +lat_1=49 +lat_2=45 +x_0=600000 +y_0=0 +ellps=WGS84
2819 3606 6516 32104 +proj=lcc +lat_0=39.8333333333333 +lon_0=-100 +lat_1=43 +lat_2=40 +x_0=500000 +y_0=0 +ellps=WGS84
2820 3609 6520 32107 +proj=tmerc +lat_0=34.75 +lon_0=-115.583333333333 +k=0.9999 +x_0=200000 +y_0=8000000 +ellps=WGS84
2821 3607 6518 32108 +proj=tmerc +lat_0=34.75 +lon_0=-116.666666666667 +k=0.9999 +x_0=500000 +y_0=6000000 +ellps=WGS84
2822 3611 6522 32109 +proj=tmerc +lat_0=34.75 +lon_0=-118.583333333333 +k=0.9999 +x_0=800000 +y_0=4000000 +ellps=WGS84
2823 3613 6524 32110 +proj=tmerc +lat_0=42.5 +lon_0=-71.6666666666667 +k=0.999966667 +x_0=300000 +y_0=0 +ellps=WGS84
2824 2828 3615 3625 6526 6536 32111 32115 +proj=tmerc +lat_0=38.8333333333333 +lon_0=-74.5 +k=0.9999 +x_0=150000 +y_0=0 +ellps=WGS84
2825 3619 6530 32112 +proj=tmerc +lat_0=31 +lon_0=-104.333333333333 +k=0.999909091 +x_0=165000 +y_0=0 +ellps=WGS84
2826 3617 6528 32113 +proj=tmerc +lat_0=31 +lon_0=-106.25 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
2827 3621 6532 32114 +proj=tmerc +lat_0=31 +lon_0=-107.833333333333 +k=0.999916667 +x_0=830000 +y_0=0 +ellps=WGS84
2829 3623 6534 32116 +proj=tmerc +lat_0=40 +lon_0=-76.5833333333333 +k=0.9999375 +x_0=250000 +y_0=0 +ellps=WGS84
2830 3629 6540 32117 +proj=tmerc +lat_0=40 +lon_0=-78.5833333333333 +k=0.9999375 +x_0=350000 +y_0=0 +ellps=WGS84
2831 3627 6538 32118 +proj=lcc +lat_0=40.1666666666667 +lon_0=-74 +lat_1=41.0333333333333 +lat_2=40.6666666666667 +x_0=300000 +y_0=0 +ellps=WGS84
2832 3633 6544 32120 +proj=lcc +lat_0=47 +lon_0=-100.5 +lat_1=48.7333333333333 +lat_2=47.4333333333333 +x_0=600000 +y_0=0 +ellps=WGS84
2833 3635 6546 32121 +proj=lcc +lat_0=45.6666666666667 +lon_0=-100.5 +lat_1=47.4833333333333 +lat_2=46.1833333333333 +x_0=600000 +y_0=0 +ellps=WGS84
2834 3637 6548 32122 +proj=lcc +lat_0=39.6666666666667 +lon_0=-82.5 +lat_1=41.7 +lat_2=40.4333333333333 +x_0=600000 +y_0=0 +ellps=WGS84
2835 3638 6550 32123 +proj=lcc +lat_0=38 +lon_0=-82.5 +lat_1=40.0333333333333 +lat_2=38.7333333333333 +x_0=600000 +y_0=0 +ellps=WGS84
2836 3639 6552 32124 +proj=lcc +lat_0=35 +lon_0=-98 +lat_1=36.7666666666667 +lat_2=35.5666666666667 +x_0=600000 +y_0=0 +ellps=WGS84
2837 3641 6554 32125 +proj=lcc +lat_0=33.3333333333333 +lon_0=-98 +lat_1=35.2333333333333 +lat_2=33.9333333333333 +x_0=600000 +y_0=0 +ellps=WGS84
2838 3645 6558 6884 32126 +proj=lcc +lat_0=43.6666666666667 +lon_0=-120.5 +lat_1=46 +lat_2=44.3333333333333 +x_0=2500000 +y_0=0 +ellps=WGS84
2839 3647 6560 6886 32127 +proj=lcc +lat_0=41.6666666666667 +lon_0=-120.5 +lat_1=44 +lat_2=42.3333333333333 +x_0=1500000 +y_0=0 +ellps=WGS84
2840 3653 6567 32130 +proj=tmerc +lat_0=41.0833333333333 +lon_0=-71.5 +k=0.99999375 +x_0=100000 +y_0=0 +ellps=WGS84
2841 3657 6571 32134 +proj=lcc +lat_0=43.8333333333333 +lon_0=-100 +lat_1=45.6833333333333 +lat_2=44.4166666666667 +x_0=600000 +y_0=0 +ellps=WGS84
2842 3659 6573 32135 +proj=lcc +lat_0=42.3333333333333 +lon_0=-100.333333333333 +lat_1=44.4 +lat_2=42.8333333333333 +x_0=600000 +y_0=0 +ellps=WGS84
2843 3661 6575 32136 +proj=lcc +lat_0=34.3333333333333 +lon_0=-86 +lat_1=36.4166666666667 +lat_2=35.25 +x_0=600000 +y_0=0 +ellps=WGS84
2844 3667 6581 32137 +proj=lcc +lat_0=34 +lon_0=-101.5 +lat_1=36.1833333333333 +lat_2=34.65 +x_0=200000 +y_0=1000000 +ellps=WGS84
2845 3669 6583 32138 +proj=lcc +lat_0=31.6666666666667 +lon_0=-98.5 +lat_1=33.9666666666667 +lat_2=32.1333333333333 +x_0=600000 +y_0=2000000 +ellps=WGS84
2846 3663 6577 32139 +proj=lcc +lat_0=29.6666666666667 +lon_0=-100.333333333333 +lat_1=31.8833333333333 +lat_2=30.1166666666667 +x_0=700000 +y_0=3000000 +ellps=WGS84
2847 3673 6587 32140 +proj=lcc +lat_0=27.8333333333333 +lon_0=-99 +lat_1=30.2833333333333 +lat_2=28.3833333333333 +x_0=600000 +y_0=4000000 +ellps=WGS84
2848 3671 6585 32141 +proj=lcc +lat_0=25.6666666666667 +lon_0=-98.5 +lat_1=27.8333333333333 +lat_2=26.1666666666667 +x_0=300000 +y_0=5000000 +ellps=WGS84
2849 3678 6620 32142 +proj=lcc +lat_0=40.3333333333333 +lon_0=-111.5 +lat_1=41.7833333333333 +lat_2=40.7166666666667 +x_0=500000 +y_0=1000000 +ellps=WGS84
2850 3675 6619 32143 +proj=lcc +lat_0=38.3333333333333 +lon_0=-111.5 +lat_1=40.65 +lat_2=39.0166666666667 +x_0=500000 +y_0=2000000 +ellps=WGS84
2851 3681 6621 32144 +proj=lcc +lat_0=36.6666666666667 +lon_0=-111.5 +lat_1=38.35 +lat_2=37.2166666666667 +x_0=500000 +y_0=3000000 +ellps=WGS84
2852 3684 6589 32145 +proj=tmerc +lat_0=42.5 +lon_0=-72.5 +k=0.999964286 +x_0=500000 +y_0=0 +ellps=WGS84
2853 3685 6592 32146 +proj=lcc +lat_0=37.6666666666667 +lon_0=-78.5 +lat_1=39.2 +lat_2=38.0333333333333 +x_0=3500000 +y_0=2000000 +ellps=WGS84
2854 3687 6594 32147 +proj=lcc +lat_0=36.3333333333333 +lon_0=-78.5 +lat_1=37.9666666666667 +lat_2=36.7666666666667 +x_0=3500000 +y_0=1000000 +ellps=WGS84
2855 3689 6596 32148 +proj=lcc +lat_0=47 +lon_0=-120.833333333333 +lat_1=48.7333333333333 +lat_2=47.5 +x_0=500000 +y_0=0 +ellps=WGS84
2856 3691 6598 32149 +proj=lcc +lat_0=45.3333333333333 +lon_0=-120.5 +lat_1=47.3333333333333 +lat_2=45.8333333333333 +x_0=500000 +y_0=0 +ellps=WGS84
2857 3693 6600 32150 +proj=lcc +lat_0=38.5 +lon_0=-79.5 +lat_1=40.25 +lat_2=39 +x_0=600000 +y_0=0 +ellps=WGS84
2858 3694 6602 32151 +proj=lcc +lat_0=37 +lon_0=-81 +lat_1=38.8833333333333 +lat_2=37.4833333333333 +x_0=600000 +y_0=0 +ellps=WGS84
2859 3697 6606 32152 +proj=lcc +lat_0=45.1666666666667 +lon_0=-90 +lat_1=46.7666666666667 +lat_2=45.5666666666667 +x_0=600000 +y_0=0 +ellps=WGS84
2860 3695 6604 6879 32153 +proj=lcc +lat_0=43.8333333333333 +lon_0=-90 +lat_1=45.5 +lat_2=44.25 +x_0=600000 +y_0=0 +ellps=WGS84
2861 3699 6608 32154 +proj=lcc +lat_0=42 +lon_0=-90 +lat_1=44.0666666666667 +lat_2=42.7333333333333 +x_0=600000 +y_0=0 +ellps=WGS84
2862 3702 6611 32155 +proj=tmerc +lat_0=40.5 +lon_0=-105.166666666667 +k=0.9999375 +x_0=200000 +y_0=0 +ellps=WGS84
2863 3703 6613 32156 +proj=tmerc +lat_0=40.5 +lon_0=-107.333333333333 +k=0.9999375 +x_0=400000 +y_0=100000 +ellps=WGS84
2864 3704 6617 32157 +proj=tmerc +lat_0=40.5 +lon_0=-108.75 +k=0.9999375 +x_0=600000 +y_0=0 +ellps=WGS84
2865 3705 6615 32158 +proj=tmerc +lat_0=40.5 +lon_0=-110.083333333333 +k=0.9999375 +x_0=800000 +y_0=100000 +ellps=WGS84
2866 4437 6307 6566 32161 +proj=lcc +lat_0=17.8333333333333 +lon_0=-66.4333333333333 +lat_1=18.4333333333333 +lat_2=18.0333333333333 +x_0=200000 +y_0=200000 +ellps=WGS84
2931 +proj=tmerc +lat_0=0 +lon_0=13 +k=0.9996 +x_0=500000 +y_0=0 +ellps=clrk80ign +towgs84=-106,-87,188
2932 +proj=tmerc +lat_0=24.45 +lon_0=51.2166666666667 +k=0.99999 +x_0=200000 +y_0=300000 +ellps=intl +towgs84=-141,-300,11
2933 +proj=utm +zone=50 +south +ellps=bessel +towgs84=-405,686,45
2934 +proj=merc +lon_0=110 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel +pm=jakarta +towgs84=-403,684,41
2935 +proj=tmerc +lat_0=0.116666666666667 +lon_0=41.5333333333333 +k=1 +x_0=1300000 +y_0=0 +ellps=krass +towgs84=19,-127,-86
2936 +proj=tmerc +lat_0=0.116666666666667 +lon_0=44.5333333333333 +k=1 +x_0=2300000 +y_0=0 +ellps=krass +towgs84=22,-126,-81
2937 +proj=tmerc +lat_0=0.116666666666667 +lon_0=47.5333333333333 +k=1 +x_0=3300000 +y_0=0 +ellps=krass +towgs84=21,-127,-82
2938 +proj=tmerc +lat_0=0.116666666666667 +lon_0=50.5333333333333 +k=1 +x_0=4300000 +y_0=0 +ellps=krass +towgs84=24,-119,-71
2939 +proj=tmerc +lat_0=0.133333333333333 +lon_0=50.7666666666667 +k=1 +x_0=2300000 +y_0=0 +ellps=krass +towgs84=23,-123,-74
2940 +proj=tmerc +lat_0=0.133333333333333 +lon_0=53.7666666666667 +k=1 +x_0=3300000 +y_0=0 +ellps=krass +towgs84=19,-129,-81
2941 +proj=tmerc +lat_0=0.133333333333333 +lon_0=56.7666666666667 +k=1 +x_0=4300000 +y_0=0 +ellps=krass +towgs84=17,-132,-84
2942 +proj=utm +zone=28 +ellps=intl +towgs84=-499,-249,314
2943 +proj=utm +zone=28 +ellps=intl +towgs84=-289,-124,60
2964 +proj=aea +lat_0=50 +lon_0=-154 +lat_1=55 +lat_2=65 +x_0=0 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-10,140,194
2965 2967 3533 6459 8735 +proj=tmerc +lat_0=37.5 +lon_0=-85.6666666666667 +k=0.999966667 +x_0=99999.9998983998 +y_0=249999.9998984 +ellps=WGS84 +to_meter=0.304800609601219
2966 2968 3535 6461 8736 +proj=tmerc +lat_0=37.5 +lon_0=-87.0833333333333 +k=0.999966667 +x_0=900000 +y_0=249999.9998984 +ellps=WGS84 +to_meter=0.304800609601219
2969 +proj=utm +zone=20 +ellps=intl +towgs84=137,248,-430
2970 +proj=utm +zone=20 +ellps=intl +towgs84=-473,-6,-304
2971 +proj=utm +zone=22 +ellps=intl +towgs84=-186,230,110
2972 3182 3761 6665 22222 22322 22422 22622 22722 22822 26922 31922 31976 31991 32622 +proj=utm +zone=22 +ellps=WGS84
2973 +proj=utm +zone=20 +ellps=intl +towgs84=145,557,128
2975 7077 32740 +proj=utm +zone=40 +south +ellps=WGS84
2976 +proj=utm +zone=6 +south +ellps=intl +towgs84=162,117,154
2977 +proj=utm +zone=5 +south +ellps=intl +towgs84=72,346,79
2979 +proj=utm +zone=42 +south +ellps=intl
2980 4474 +proj=utm +zone=38 +south +ellps=intl +towgs84=-382,-59,-262
2981 +proj=utm +zone=58 +south +ellps=intl +towgs84=335,223,-231
2982 3060 +proj=utm +zone=58 +south +ellps=intl +towgs84=-12,-349,292
2983 +proj=utm +zone=58 +south +ellps=intl
2984 +proj=lcc +lat_0=-21.5 +lon_0=166 +lat_1=-20.6666666666667 +lat_2=-22.3333333333333 +x_0=400000 +y_0=300000 +ellps=intl
2987 +proj=utm +zone=21 +ellps=clrk66 +towgs84=11,424,373
2988 +proj=utm +zone=1 +south +ellps=intl +towgs84=253,-132,-127
2990 +proj=tmerc +lat_0=-21.1166666666667 +lon_0=55.5333333333333 +k=1 +x_0=50000 +y_0=160000 +ellps=intl +towgs84=94,-948,-1262
2991 2993 3643 6556 6867 +proj=lcc +lat_0=41.75 +lon_0=-120.5 +lat_1=43 +lat_2=45.5 +x_0=400000 +y_0=0 +ellps=WGS84
2992 2994 3644 6557 6868 +proj=lcc +lat_0=41.75 +lon_0=-120.5 +lat_1=43 +lat_2=45.5 +x_0=399999.9999984 +y_0=0 +ellps=WGS84 +to_meter=0.3048
2995 +proj=utm +zone=58 +south +ellps=intl +towgs84=288,178,-135
2996 +proj=utm +zone=58 +south +ellps=intl +towgs84=-13,-348,292
2997 +proj=utm +zone=58 +south +ellps=intl +towgs84=-653,-158,54
2998 +proj=utm +zone=58 +south +ellps=intl +towgs84=-10,-350,291
2999 +proj=utm +zone=38 +south +ellps=intl +towgs84=-963,510,-359
3000 +proj=merc +lon_0=110 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel +towgs84=-406,684,43
3001 +proj=merc +lon_0=110 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel +towgs84=-377,681,-50
3002 +proj=merc +lon_0=110 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel +towgs84=-588,520,146
3003 +proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=1500000 +y_0=0 +ellps=intl +towgs84=-159,-52,69
3004 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.9996 +x_0=2520000 +y_0=0 +ellps=intl +towgs84=-159,-50,71
3005 3153 +proj=aea +lat_0=45 +lon_0=-126 +lat_1=50 +lat_2=58.5 +x_0=1000000 +y_0=0 +ellps=WGS84
3006 3045 3065 3767 5556 5845 5973 6173 6708 7417 7792 8687 10733 25833 25833 32633 +proj=utm +zone=33 +ellps=WGS84
3007 5846 +proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3008 5847 +proj=tmerc +lat_0=0 +lon_0=13.5 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3009 5848 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3010 5849 +proj=tmerc +lat_0=0 +lon_0=16.5 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3011 5850 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3012 5851 +proj=tmerc +lat_0=0 +lon_0=14.25 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3013 5852 +proj=tmerc +lat_0=0 +lon_0=15.75 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3014 5853 +proj=tmerc +lat_0=0 +lon_0=17.25 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3015 5854 +proj=tmerc +lat_0=0 +lon_0=18.75 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3016 5855 +proj=tmerc +lat_0=0 +lon_0=20.25 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3017 5856 +proj=tmerc +lat_0=0 +lon_0=21.75 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3018 5857 +proj=tmerc +lat_0=0 +lon_0=23.25 +k=1 +x_0=150000 +y_0=0 +ellps=WGS84
3019 +proj=tmerc +lat_0=0 +lon_0=11.3082777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel +towgs84=494,-47,566
3020 +proj=tmerc +lat_0=0 +lon_0=13.5582777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel +towgs84=497,-42,568
3021 3021 +proj=tmerc +lat_0=0 +lon_0=15.8082777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel +towgs84=500,-35,569
3022 +proj=tmerc +lat_0=0 +lon_0=18.0582777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel +towgs84=504,-30,570
3023 +proj=tmerc +lat_0=0 +lon_0=20.3082777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel +towgs84=505,-17,574
3024 +proj=tmerc +lat_0=0 +lon_0=22.5582777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel +towgs84=508,-13,575
3025 +proj=tmerc +lat_0=0 +lon_0=11.3082777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel
3026 +proj=tmerc +lat_0=0 +lon_0=13.5582777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel
3027 3027 30800 +proj=tmerc +lat_0=0 +lon_0=15.8082777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel
3028 +proj=tmerc +lat_0=0 +lon_0=18.0582777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel
3029 +proj=tmerc +lat_0=0 +lon_0=20.3082777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel
3030 +proj=tmerc +lat_0=0 +lon_0=22.5582777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel
3031 +proj=stere +lat_0=-90 +lat_ts=-71 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
3032 +proj=stere +lat_0=-90 +lat_ts=-71 +lon_0=70 +x_0=6000000 +y_0=6000000 +ellps=WGS84
3033 +proj=lcc +lat_0=-50 +lon_0=70 +lat_1=-68.5 +lat_2=-74.5 +x_0=6000000 +y_0=6000000 +ellps=WGS84
3034 5632 5634 5637 5639 9040 +proj=lcc +lat_0=52 +lon_0=10 +lat_1=35 +lat_2=65 +x_0=4000000 +y_0=2800000 +ellps=WGS84
3035 5633 5635 5636 5638 9039 +proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=WGS84
3036 32736 +proj=utm +zone=36 +south +ellps=WGS84
3037 7074 32737 +proj=utm +zone=37 +south +ellps=WGS84
3038 3186 5015 32626 +proj=utm +zone=26 +ellps=WGS84
3039 3187 4082 32627 +proj=utm +zone=27 +ellps=WGS84
3040 3188 3343 4083 5016 25828 32628 +proj=utm +zone=28 +ellps=WGS84
3042 3345 22230 25830 25830 32630 +proj=utm +zone=30 +ellps=WGS84
3043 5554 5971 6171 10731 22231 25831 25831 32631 +proj=utm +zone=31 +ellps=WGS84
3044 3064 5555 5972 6172 6707 7416 7791 10732 22232 25832 25832 32632 +proj=utm +zone=32 +ellps=WGS84
3046 3768 5974 6174 6709 7793 7799 7803 7804 8682 9716 25834 25834 32634 +proj=utm +zone=34 +ellps=WGS84
3047 3067 3902 3903 4037 5048 5975 6175 7800 9391 25835 25835 32635 +proj=utm +zone=35 +ellps=WGS84
3048 4038 5976 6176 7805 8836 9356 25836 25836 32636 +proj=utm +zone=36 +ellps=WGS84
3049 3890 5836 8837 9357 25837 32637 +proj=utm +zone=37 +ellps=WGS84
3054 +proj=utm +zone=26 +ellps=intl +towgs84=-73,47,-83
3055 +proj=utm +zone=27 +ellps=intl +towgs84=-73,47,-83
3056 +proj=utm +zone=28 +ellps=intl +towgs84=-73,47,-83
3057 9951 +proj=lcc +lat_0=65 +lon_0=-19 +lat_1=64.25 +lat_2=65.75 +x_0=500000 +y_0=500000 +ellps=WGS84
3058 +proj=tmerc +lat_0=0 +lon_0=-8.5 +k=1 +x_0=50000 +y_0=-7800000 +ellps=intl +towgs84=32,160,-236
3059 10306 +proj=tmerc +lat_0=0 +lon_0=24 +k=0.9996 +x_0=500000 +y_0=-6000000 +ellps=WGS84
3061 +proj=utm +zone=28 +ellps=intl +towgs84=-505,-247,311
3062 +proj=utm +zone=26 +ellps=intl +towgs84=-205,140,55
3063 +proj=utm +zone=26 +ellps=intl +towgs84=-100,163,-32
3066 +proj=tmerc +lat_0=0 +lon_0=37 +k=0.9998 +x_0=500000 +y_0=-3000000 +ellps=intl +towgs84=-112,-110,-140
3068 +proj=cass +lat_0=52.4186482777778 +lon_0=13.6272036666667 +x_0=40000 +y_0=10000 +ellps=bessel +towgs84=626,27,439
3069 +proj=tmerc +lat_0=0 +lon_0=-90 +k=0.9996 +x_0=500000 +y_0=-4500000 +ellps=clrk66 +towgs84=-8,160,176
3070 3071 3701 6610 +proj=tmerc +lat_0=0 +lon_0=-90 +k=0.9996 +x_0=520000 +y_0=-4480000 +ellps=WGS84
3072 3075 3555 6481 +proj=tmerc +lat_0=43.8333333333333 +lon_0=-67.875 +k=0.99998 +x_0=700000 +y_0=0 +ellps=WGS84
3073 3076 +proj=tmerc +lat_0=43 +lon_0=-69.125 +k=0.99998 +x_0=500000 +y_0=0 +ellps=WGS84
3074 3077 3556 6482 +proj=tmerc +lat_0=42.8333333333333 +lon_0=-70.375 +k=0.99998 +x_0=300000 +y_0=0 +ellps=WGS84
3078 3079 3591 6497 +proj=omerc +no_uoff +lat_0=45.3091666666667 +lonc=-86 +alpha=337.25556 +gamma=337.25556 +k=0.9996 +x_0=2546731.496 +y_0=-4354009.816 +ellps=WGS84
3080 +proj=lcc +lat_0=31.1666666666667 +lon_0=-100 +lat_1=27.4166666666667 +lat_2=34.9166666666667 +x_0=914400 +y_0=914400 +ellps=clrk66 +to_meter=0.3048 +towgs84=-8,159,175
3081 +proj=lcc +lat_0=31.1666666666667 +lon_0=-100 +lat_1=27.4166666666667 +lat_2=34.9166666666667 +x_0=1000000 +y_0=1000000 +ellps=WGS84
3082 3084 3666 6580 +proj=lcc +lat_0=18 +lon_0=-100 +lat_1=27.5 +lat_2=35 +x_0=1500000 +y_0=5000000 +ellps=WGS84
3083 3085 3665 6579 +proj=aea +lat_0=18 +lon_0=-100 +lat_1=27.5 +lat_2=35 +x_0=1500000 +y_0=6000000 +ellps=WGS84
3086 3087 3513 6439 +proj=aea +lat_0=24 +lon_0=-84 +lat_1=24 +lat_2=31.5 +x_0=400000 +y_0=0 +ellps=WGS84
3088 3090 3546 6472 65163 +proj=lcc +lat_0=36.3333333333333 +lon_0=-85.75 +lat_1=37.0833333333333 +lat_2=38.6666666666667 +x_0=1500000 +y_0=1000000 +ellps=WGS84
3089 3091 3547 6473 +proj=lcc +lat_0=36.3333333333333 +lon_0=-85.75 +lat_1=37.0833333333333 +lat_2=38.6666666666667 +x_0=1500000 +y_0=999999.9998984 +ellps=WGS84 +to_meter=0.304800609601219
3092 +proj=utm +zone=51 +ellps=bessel +towgs84=-146,507,681
3093 +proj=utm +zone=52 +ellps=bessel +towgs84=-135,493,671
3094 +proj=utm +zone=53 +ellps=bessel +towgs84=-146,507,681
3095 +proj=utm +zone=54 +ellps=bessel +towgs84=-146,507,681
3096 +proj=utm +zone=55 +ellps=bessel +towgs84=-146,507,681
3097 6688 9481 23871 32651 +proj=utm +zone=51 +ellps=WGS84
3098 6689 9482 23872 32652 +proj=utm +zone=52 +ellps=WGS84
3099 6690 32653 +proj=utm +zone=53 +ellps=WGS84
3100 6691 8692 32654 +proj=utm +zone=54 +ellps=WGS84
3101 6692 8693 32655 +proj=utm +zone=55 +ellps=WGS84
3102 +proj=lcc +lat_1=-14.2666666666667 +lat_0=-14.2666666666667 +lon_0=-170 +k_0=1 +x_0=152400.30480061 +y_0=95169.3116586233 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-115,118,426
3103 3367 +proj=utm +zone=28 +a=6378249.145 +rf=293.465
3106 3106 +proj=tmerc +lat_0=0 +lon_0=90 +k=0.9996 +x_0=500000 +y_0=0 +ellps=evrst30 +towgs84=284,736,261
3107 8059 +proj=lcc +lat_0=-32 +lon_0=135 +lat_1=-28 +lat_2=-36 +x_0=1000000 +y_0=2000000 +ellps=WGS84
3108 +proj=tmerc +lat_0=49.5 +lon_0=-2.41666666666667 +k=0.999997 +x_0=47000 +y_0=50000 +ellps=WGS84
3109 +proj=tmerc +lat_0=49.225 +lon_0=-2.135 +k=0.9999999 +x_0=40000 +y_0=70000 +ellps=WGS84
3110 +proj=lcc +lat_0=-37 +lon_0=145 +lat_1=-36 +lat_2=-38 +x_0=2500000 +y_0=4500000 +ellps=aust_SA +towgs84=-130,-50,151
3111 7899 +proj=lcc +lat_0=-37 +lon_0=145 +lat_1=-36 +lat_2=-38 +x_0=2500000 +y_0=2500000 +ellps=WGS84
3112 7845 +proj=lcc +lat_0=0 +lon_0=134 +lat_1=-18 +lat_2=-36 +x_0=0 +y_0=0 +ellps=WGS84
3113 +proj=tmerc +lat_0=-28 +lon_0=153 +k=0.99999 +x_0=50000 +y_0=100000 +ellps=WGS84
3114 +proj=tmerc +lat_0=4.59620041666667 +lon_0=-80.0775079166667 +k=1 +x_0=1000000 +y_0=1000000 +ellps=WGS84
3115 +proj=tmerc +lat_0=4.59620041666667 +lon_0=-77.0775079166667 +k=1 +x_0=1000000 +y_0=1000000 +ellps=WGS84
3116 +proj=tmerc +lat_0=4.59620041666667 +lon_0=-74.0775079166667 +k=1 +x_0=1000000 +y_0=1000000 +ellps=WGS84
3117 +proj=tmerc +lat_0=4.59620041666667 +lon_0=-71.0775079166667 +k=1 +x_0=1000000 +y_0=1000000 +ellps=WGS84
3118 +proj=tmerc +lat_0=4.59620041666667 +lon_0=-68.0775079166667 +k=1 +x_0=1000000 +y_0=1000000 +ellps=WGS84
3120 +proj=sterea +lat_0=50.625 +lon_0=21.0833333333333 +k=0.9998 +x_0=4637000 +y_0=5467000 +ellps=krass +towgs84=26,-123,-78
3121 +proj=tmerc +lat_0=0 +lon_0=117 +k=0.99995 +x_0=500000 +y_0=0 +ellps=clrk66 +towgs84=-138,-69,-62
3122 +proj=tmerc +lat_0=0 +lon_0=119 +k=0.99995 +x_0=500000 +y_0=0 +ellps=clrk66 +towgs84=-139,-71,-56
3123 +proj=tmerc +lat_0=0 +lon_0=121 +k=0.99995 +x_0=500000 +y_0=0 +ellps=clrk66 +towgs84=-136,-72,-50
3124 +proj=tmerc +lat_0=0 +lon_0=123 +k=0.99995 +x_0=500000 +y_0=0 +ellps=clrk66 +towgs84=-134,-72,-44
3125 +proj=tmerc +lat_0=0 +lon_0=125 +k=0.99995 +x_0=500000 +y_0=0 +ellps=clrk66 +towgs84=-132,-73,-37
3126 +proj=tmerc +lat_0=0 +lon_0=19 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3127 6870 +proj=tmerc +lat_0=0 +lon_0=20 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3128 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3129 +proj=tmerc +lat_0=0 +lon_0=22 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3130 +proj=tmerc +lat_0=0 +lon_0=23 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3131 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3132 +proj=tmerc +lat_0=0 +lon_0=25 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3133 +proj=tmerc +lat_0=0 +lon_0=26 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3134 5253 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3135 +proj=tmerc +lat_0=0 +lon_0=28 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3136 +proj=tmerc +lat_0=0 +lon_0=29 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3137 5254 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3138 +proj=tmerc +lat_0=0 +lon_0=31 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
3139 +proj=cass +hyperbolic +lat_0=-16.25 +lon_0=179.333333333333 +x_0=251727.9155424 +y_0=334519.953768 +a=6378306.3696 +b=6356571.996 +to_meter=0.201168 +towgs84=51,391,-36
3140 +proj=cass +lat_0=-18 +lon_0=178 +x_0=109435.392 +y_0=141622.272 +a=6378306.3696 +b=6356571.996 +to_meter=0.201168 +towgs84=98,390,-22
3141 +proj=utm +zone=60 +south +ellps=intl +towgs84=265,385,-194
3142 +proj=utm +zone=1 +south +ellps=intl +towgs84=265,385,-194
3143 3460 +proj=tmerc +lat_0=-17 +lon_0=178.75 +k=0.99985 +x_0=2000000 +y_0=4000000 +ellps=WGS72 +towgs84=0,-16,5
3146 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=6500000 +y_0=0 +ellps=krass
3147 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=500000 +y_0=0 +ellps=krass
3148 +proj=utm +zone=48 +ellps=evrst30 +towgs84=213,820,299
3149 +proj=utm +zone=49 +ellps=evrst30 +towgs84=198,881,317
3150 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=6500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
3151 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
3152 +proj=tmerc +lat_0=0 +lon_0=18.05779 +k=0.99999425 +x_0=100178.1808 +y_0=-6500614.7836 +ellps=WGS84
3154 3714 6336 6650 22207 22307 22407 22607 22707 22807 26907 32607 +proj=utm +zone=7 +ellps=WGS84
3155 3715 6337 6651 22208 22308 22408 22608 22708 22808 26908 32608 +proj=utm +zone=8 +ellps=WGS84
3156 3716 6338 6652 22209 22309 22409 22609 22709 22809 26909 32609 +proj=utm +zone=9 +ellps=WGS84
3157 3717 3740 6339 6653 22210 22310 22410 22610 22710 22810 26910 32610 +proj=utm +zone=10 +ellps=WGS84
3158 3721 3744 4487 6343 6369 6657 22214 22314 22414 22614 22714 22814 26914 31968 32614 +proj=utm +zone=14 +ellps=WGS84
3159 3722 3745 4488 6344 6370 6658 9715 22215 22315 22415 22615 22715 22815 26915 31969 32615 +proj=utm +zone=15 +ellps=WGS84
3160 3723 3746 4489 6345 6371 6659 8909 22216 22316 22416 22616 22716 22816 26916 31970 32616 +proj=utm +zone=16 +ellps=WGS84
3161 3162 +proj=lcc +lat_0=0 +lon_0=-85 +lat_1=44.5 +lat_2=53.5 +x_0=930000 +y_0=6430000 +ellps=WGS84
3163 +proj=lcc +lat_0=-21.5 +lon_0=166 +lat_1=-20.6666666666667 +lat_2=-22.3333333333333 +x_0=400000 +y_0=300000 +ellps=WGS84
3165 +proj=lcc +lat_0=-22.26969175 +lon_0=166.44242575 +lat_1=-22.24469175 +lat_2=-22.29469175 +x_0=0.66 +y_0=1.02 +ellps=intl +towgs84=-10,-350,291
3166 +proj=lcc +lat_0=-22.2697222222222 +lon_0=166.4425 +lat_1=-22.2447222222222 +lat_2=-22.2947222222222 +x_0=8.313 +y_0=-2.354 +ellps=intl +towgs84=-10,-350,291
3167 +proj=omerc +no_uoff +lat_0=4 +lonc=102.25 +alpha=323.0257905 +gamma=323.130102361111 +k=0.99984 +x_0=804670.24 +y_0=0 +ellps=evrst69 +to_meter=20.116756 +towgs84=-11,851,5
3168 +proj=omerc +no_uoff +lat_0=4 +lonc=102.25 +alpha=323.0257905 +gamma=323.130102361111 +k=0.99984 +x_0=804670.24 +y_0=0 +ellps=evrst69 +towgs84=-11,851,5
3169 7857 9874 10315 28357 32757 +proj=utm +zone=57 +south +ellps=WGS84
3172 +proj=utm +zone=59 +south +ellps=intl +towgs84=288,178,-135
3174 +proj=aea +lat_0=45.568977 +lon_0=-84.455955 +lat_1=42.122774 +lat_2=49.01518 +x_0=1000000 +y_0=1000000 +ellps=WGS84
3175 +proj=aea +lat_0=45.568977 +lon_0=-83.248627 +lat_1=42.122774 +lat_2=49.01518 +x_0=1000000 +y_0=1000000 +ellps=WGS84
3176 +proj=tmerc +lat_0=0 +lon_0=106 +k=0.9996 +x_0=500000 +y_0=0 +ellps=evrst30 +towgs84=175,923,319
3177 +proj=tmerc +lat_0=0 +lon_0=17 +k=0.9965 +x_0=1000000 +y_0=0 +ellps=intl +towgs84=-208,-110,-3
3183 6210 9709 9711 26923 32623 +proj=utm +zone=23 +ellps=WGS84
3184 6211 9712 9713 9714 32624 +proj=utm +zone=24 +ellps=WGS84
3185 5014 32625 +proj=utm +zone=25 +ellps=WGS84
3190 +proj=tmerc +lat_0=0 +lon_0=9 +k=0.99995 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-208,-110,-3
3191 +proj=tmerc +lat_0=0 +lon_0=11 +k=0.99995 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-208,-110,-3
3192 +proj=tmerc +lat_0=0 +lon_0=13 +k=0.99995 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-208,-110,-3
3193 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.99995 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-208,-110,-3
3194 +proj=tmerc +lat_0=0 +lon_0=17 +k=0.99995 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-208,-110,-3
3195 +proj=tmerc +lat_0=0 +lon_0=19 +k=0.99995 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-208,-110,-3
3196 +proj=tmerc +lat_0=0 +lon_0=21 +k=0.99995 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-208,-110,-3
3197 +proj=tmerc +lat_0=0 +lon_0=23 +k=0.99995 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-208,-110,-3
3198 +proj=tmerc +lat_0=0 +lon_0=25 +k=0.99995 +x_0=200000 +y_0=0 +ellps=intl +towgs84=-208,-110,-3
3199 +proj=utm +zone=32 +ellps=intl +towgs84=-208,-110,-3
3200 +proj=lcc +lat_1=32.5 +lat_0=32.5 +lon_0=45 +k_0=0.9987864078 +x_0=1500000 +y_0=1166200 +a=6378249.145 +rf=293.465
3201 +proj=utm +zone=33 +ellps=intl +towgs84=-208,-110,-3
3202 +proj=utm +zone=34 +ellps=intl +towgs84=-208,-110,-3
3203 +proj=utm +zone=35 +ellps=intl +towgs84=-208,-110,-3
3204 +proj=lcc +lat_0=-90 +lon_0=-66 +lat_1=-60.6666666666667 +lat_2=-63.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3205 +proj=lcc +lat_0=-90 +lon_0=-54 +lat_1=-60.6666666666667 +lat_2=-63.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3206 +proj=lcc +lat_0=-90 +lon_0=-42 +lat_1=-60.6666666666667 +lat_2=-63.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3207 +proj=lcc +lat_0=-90 +lon_0=-174 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3208 +proj=lcc +lat_0=-90 +lon_0=-66 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3209 +proj=lcc +lat_0=-90 +lon_0=-54 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3210 +proj=lcc +lat_0=-90 +lon_0=42 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3211 +proj=lcc +lat_0=-90 +lon_0=54 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3212 +proj=lcc +lat_0=-90 +lon_0=66 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3213 +proj=lcc +lat_0=-90 +lon_0=78 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3214 +proj=lcc +lat_0=-90 +lon_0=90 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3215 +proj=lcc +lat_0=-90 +lon_0=102 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3216 +proj=lcc +lat_0=-90 +lon_0=114 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3217 +proj=lcc +lat_0=-90 +lon_0=126 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3218 +proj=lcc +lat_0=-90 +lon_0=138 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3219 +proj=lcc +lat_0=-90 +lon_0=150 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3220 +proj=lcc +lat_0=-90 +lon_0=162 +lat_1=-64.6666666666667 +lat_2=-67.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3221 +proj=lcc +lat_0=-90 +lon_0=-102 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3222 +proj=lcc +lat_0=-90 +lon_0=-90 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3223 +proj=lcc +lat_0=-90 +lon_0=-78 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3224 +proj=lcc +lat_0=-90 +lon_0=-66 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3225 +proj=lcc +lat_0=-90 +lon_0=-18 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3226 +proj=lcc +lat_0=-90 +lon_0=-6 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3227 +proj=lcc +lat_0=-90 +lon_0=6 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3228 +proj=lcc +lat_0=-90 +lon_0=18 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3229 +proj=lcc +lat_0=-90 +lon_0=30 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3230 +proj=lcc +lat_0=-90 +lon_0=42 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3231 +proj=lcc +lat_0=-90 +lon_0=54 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3232 +proj=lcc +lat_0=-90 +lon_0=66 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3233 +proj=lcc +lat_0=-90 +lon_0=78 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3234 +proj=lcc +lat_0=-90 +lon_0=90 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3235 +proj=lcc +lat_0=-90 +lon_0=102 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3236 +proj=lcc +lat_0=-90 +lon_0=114 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3237 +proj=lcc +lat_0=-90 +lon_0=126 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3238 +proj=lcc +lat_0=-90 +lon_0=138 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3239 +proj=lcc +lat_0=-90 +lon_0=150 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3240 +proj=lcc +lat_0=-90 +lon_0=162 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3241 +proj=lcc +lat_0=-90 +lon_0=174 +lat_1=-68.6666666666667 +lat_2=-71.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3242 +proj=lcc +lat_0=-90 +lon_0=-153 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3243 +proj=lcc +lat_0=-90 +lon_0=-135 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3244 +proj=lcc +lat_0=-90 +lon_0=-117 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3245 +proj=lcc +lat_0=-90 +lon_0=-99 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3246 +proj=lcc +lat_0=-90 +lon_0=-81 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3247 +proj=lcc +lat_0=-90 +lon_0=-63 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3248 +proj=lcc +lat_0=-90 +lon_0=-27 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3249 +proj=lcc +lat_0=-90 +lon_0=-9 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3250 +proj=lcc +lat_0=-90 +lon_0=9 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3251 +proj=lcc +lat_0=-90 +lon_0=27 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3252 +proj=lcc +lat_0=-90 +lon_0=45 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3253 +proj=lcc +lat_0=-90 +lon_0=63 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3254 +proj=lcc +lat_0=-90 +lon_0=81 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3255 +proj=lcc +lat_0=-90 +lon_0=99 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3256 +proj=lcc +lat_0=-90 +lon_0=117 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3257 +proj=lcc +lat_0=-90 +lon_0=135 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3258 +proj=lcc +lat_0=-90 +lon_0=153 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3259 +proj=lcc +lat_0=-90 +lon_0=171 +lat_1=-72.6666666666667 +lat_2=-75.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3260 +proj=lcc +lat_0=-90 +lon_0=-168 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3261 +proj=lcc +lat_0=-90 +lon_0=-144 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3262 +proj=lcc +lat_0=-90 +lon_0=-120 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3263 +proj=lcc +lat_0=-90 +lon_0=-96 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3264 +proj=lcc +lat_0=-90 +lon_0=-72 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3265 +proj=lcc +lat_0=-90 +lon_0=-48 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3266 +proj=lcc +lat_0=-90 +lon_0=-24 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3267 +proj=lcc +lat_0=-90 +lon_0=0 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3268 +proj=lcc +lat_0=-90 +lon_0=24 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3269 +proj=lcc +lat_0=-90 +lon_0=48 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3270 +proj=lcc +lat_0=-90 +lon_0=72 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3271 +proj=lcc +lat_0=-90 +lon_0=96 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3272 +proj=lcc +lat_0=-90 +lon_0=120 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3273 +proj=lcc +lat_0=-90 +lon_0=144 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3274 +proj=lcc +lat_0=-90 +lon_0=168 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3275 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=-165 +x_0=0 +y_0=0 +ellps=WGS84
3276 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=-135 +x_0=0 +y_0=0 +ellps=WGS84
3277 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=-105 +x_0=0 +y_0=0 +ellps=WGS84
3278 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=-75 +x_0=0 +y_0=0 +ellps=WGS84
3279 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=-45 +x_0=0 +y_0=0 +ellps=WGS84
3280 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=-15 +x_0=0 +y_0=0 +ellps=WGS84
3281 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=15 +x_0=0 +y_0=0 +ellps=WGS84
3282 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=45 +x_0=0 +y_0=0 +ellps=WGS84
3283 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=75 +x_0=0 +y_0=0 +ellps=WGS84
3284 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=105 +x_0=0 +y_0=0 +ellps=WGS84
3285 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=135 +x_0=0 +y_0=0 +ellps=WGS84
3286 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=165 +x_0=0 +y_0=0 +ellps=WGS84
3287 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=-150 +x_0=0 +y_0=0 +ellps=WGS84
3288 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=-90 +x_0=0 +y_0=0 +ellps=WGS84
3289 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=-30 +x_0=0 +y_0=0 +ellps=WGS84
3290 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=30 +x_0=0 +y_0=0 +ellps=WGS84
3291 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=90 +x_0=0 +y_0=0 +ellps=WGS84
3292 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=150 +x_0=0 +y_0=0 +ellps=WGS84
3293 +proj=stere +lat_0=-90 +lat_ts=-80.2386111111111 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
3294 +proj=lcc +lat_0=-78 +lon_0=162 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=0 +y_0=0 +ellps=WGS84
3295 +proj=aeqd +lat_0=9.54670833333333 +lon_0=138.168744444444 +x_0=40000 +y_0=60000 +ellps=clrk66
3296 32705 +proj=utm +zone=5 +south +ellps=WGS84
3297 32706 +proj=utm +zone=6 +south +ellps=WGS84
3298 32707 +proj=utm +zone=7 +south +ellps=WGS84
3299 32708 +proj=utm +zone=8 +south +ellps=WGS84
3300 3301 +proj=lcc +lat_0=57.5175539305556 +lon_0=24 +lat_1=59.3333333333333 +lat_2=58 +x_0=500000 +y_0=6375000 +ellps=WGS84
3302 +proj=utm +zone=7 +south +ellps=intl +towgs84=382,32,71
3303 +proj=utm +zone=7 +south +ellps=intl +towgs84=928,1050,329
3304 +proj=utm +zone=6 +south +ellps=intl +towgs84=222,152,176
3305 +proj=utm +zone=6 +south +ellps=intl +towgs84=219,150,176
3306 +proj=utm +zone=5 +south +ellps=intl +towgs84=217,86,23
3308 8058 +proj=lcc +lat_0=-33.25 +lon_0=147 +lat_1=-30.75 +lat_2=-35.75 +x_0=9300000 +y_0=4500000 +ellps=WGS84
3309 +proj=aea +lat_0=0 +lon_0=-120 +lat_1=34 +lat_2=40.5 +x_0=0 +y_0=-4000000 +ellps=clrk66 +towgs84=-8,159,175
3310 3311 3488 6414 +proj=aea +lat_0=0 +lon_0=-120 +lat_1=34 +lat_2=40.5 +x_0=0 +y_0=-4000000 +ellps=WGS84
3312 +proj=utm +zone=21 +ellps=intl +towgs84=-186,230,110
3314 +proj=lcc +lat_0=0 +lon_0=26 +lat_1=-6.5 +lat_2=-11.5 +x_0=0 +y_0=0 +ellps=clrk66
3315 +proj=tmerc +lat_0=-9 +lon_0=26 +k=0.9998 +x_0=0 +y_0=0 +ellps=clrk66
3316 3323 +proj=tmerc +lat_0=0 +lon_0=22 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465
3317 3324 +proj=tmerc +lat_0=0 +lon_0=24 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465
3318 +proj=tmerc +lat_0=0 +lon_0=12 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465
3319 +proj=tmerc +lat_0=0 +lon_0=14 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465
3320 +proj=tmerc +lat_0=0 +lon_0=16 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465
3321 +proj=tmerc +lat_0=0 +lon_0=18 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465
3322 +proj=tmerc +lat_0=0 +lon_0=20 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465
3325 +proj=tmerc +lat_0=0 +lon_0=26 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465
3326 +proj=tmerc +lat_0=0 +lon_0=28 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465
3327 +proj=tmerc +lat_0=0 +lon_0=30 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465
3328 +proj=sterea +lat_0=52.1666666666667 +lon_0=19.1666666666667 +k=0.999714 +x_0=500000 +y_0=500000 +ellps=krass +towgs84=27,-123,-78
3329 5672 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=5500000 +y_0=0 +ellps=krass +towgs84=28,-122,-77
3330 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=6500000 +y_0=0 +ellps=krass +towgs84=10,-129,-101
3331 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=7500000 +y_0=0 +ellps=krass +towgs84=9,-130,-100
3332 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=8500000 +y_0=0 +ellps=krass +towgs84=21,-124,-84
3333 5663 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=3500000 +y_0=0 +ellps=krass +towgs84=28,-122,-77
3334 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=4500000 +y_0=0 +ellps=krass +towgs84=11,-129,-98
3335 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=5500000 +y_0=0 +ellps=krass +towgs84=5,-131,-101
3336 +proj=utm +zone=42 +south +ellps=intl +towgs84=145,-187,103
3337 +proj=lcc +lat_1=-20.1950694444444 +lat_0=-20.1950694444444 +lon_0=57.5218277777778 +k_0=1 +x_0=1000000 +y_0=1000000 +a=6378249.145 +rf=293.465 +towgs84=-770,158,-498
3338 3467 6393 +proj=aea +lat_0=50 +lon_0=-154 +lat_1=55 +lat_2=65 +x_0=0 +y_0=0 +ellps=WGS84
3339 +proj=tmerc +lat_0=0 +lon_0=12 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465 +towgs84=-80,-158,-169
3340 +proj=tmerc +lat_0=0 +lon_0=14 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465 +towgs84=-80,-158,-169
3341 +proj=tmerc +lat_0=0 +lon_0=16 +k=0.9999 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465 +towgs84=-80,-158,-169
3342 +proj=utm +zone=33 +south +a=6378249.145 +rf=293.465 +towgs84=-80,-158,-169
3347 3348 +proj=lcc +lat_0=63.390675 +lon_0=-91.8666666666667 +lat_1=49 +lat_2=77 +x_0=6200000 +y_0=3000000 +ellps=WGS84
3349 +proj=merc +lon_0=-150 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
3350 +proj=tmerc +lat_0=0.1 +lon_0=21.95 +k=1 +x_0=250000 +y_0=0 +ellps=krass +towgs84=28,-128,-85
3351 +proj=tmerc +lat_0=0.1 +lon_0=24.95 +k=1 +x_0=1250000 +y_0=0 +ellps=krass +towgs84=27,-129,-85
3352 +proj=tmerc +lat_0=0.1 +lon_0=27.95 +k=1 +x_0=2250000 +y_0=0 +ellps=krass +towgs84=27,-129,-85
3353 26432 +proj=utm +zone=32 +south +ellps=intl
3354 +proj=utm +zone=32 +south +ellps=intl +towgs84=-260,-4,-103
3355 +proj=tmerc +lat_0=30 +lon_0=31 +k=1 +x_0=615000 +y_0=810000 +ellps=helmert +towgs84=-146,113,4
3356 +proj=utm +zone=17 +ellps=clrk66 +towgs84=78,37,163
3357 +proj=utm +zone=17 +ellps=clrk66 +towgs84=70,-33,204
3358 3631 6542 32119 +proj=lcc +lat_0=33.75 +lon_0=-79 +lat_1=36.1666666666667 +lat_2=34.3333333333333 +x_0=609601.22 +y_0=0 +ellps=WGS84
3359 +proj=lcc +lat_0=33.75 +lon_0=-79 +lat_1=36.1666666666667 +lat_2=34.3333333333333 +x_0=609601.219202438 +y_0=0 +ellps=WGS84 +to_meter=0.3048
3360 3655 6569 32133 +proj=lcc +lat_0=31.8333333333333 +lon_0=-81 +lat_1=34.8333333333333 +lat_2=32.5 +x_0=609600 +y_0=0 +ellps=WGS84
3362 3649 6562 32128 +proj=lcc +lat_0=40.1666666666667 +lon_0=-77.75 +lat_1=41.95 +lat_2=40.8833333333333 +x_0=600000 +y_0=0 +ellps=WGS84
3364 3651 6564 32129 +proj=lcc +lat_0=39.3333333333333 +lon_0=-77.75 +lat_1=40.9666666666667 +lat_2=39.9333333333333 +x_0=600000 +y_0=0 +ellps=WGS84
3366 +proj=cass +lat_0=22.3121333333333 +lon_0=114.178555555556 +x_0=40243.5777560424 +y_0=19069.9335151258 +a=6378293.64520876 +b=6356617.98767984
3371 +proj=utm +zone=60 +ellps=clrk66 +towgs84=2,204,105
3372 3706 6328 32659 +proj=utm +zone=59 +ellps=WGS84
3373 3707 6329 32660 +proj=utm +zone=60 +ellps=WGS84
3374 +proj=utm +zone=29 +ellps=intl +towgs84=-243,-265,-37
3375 +proj=omerc +no_uoff +lat_0=4 +lonc=102.25 +alpha=323.025796466667 +gamma=323.130102361111 +k=0.99984 +x_0=804671 +y_0=0 +ellps=WGS84
3376 5247 +proj=omerc +no_uoff +lat_0=4 +lonc=115 +alpha=53.31580995 +gamma=53.1301023611111 +k=0.99984 +x_0=0 +y_0=0 +ellps=WGS84
3377 +proj=cass +lat_0=2.12167974444444 +lon_0=103.427936236111 +x_0=-14810.562 +y_0=8758.32 +ellps=WGS84
3378 +proj=cass +lat_0=2.68234763611111 +lon_0=101.974905041667 +x_0=3673.785 +y_0=-4240.573 +ellps=WGS84
3379 +proj=cass +lat_0=3.76938808888889 +lon_0=102.368298983333 +x_0=-7368.228 +y_0=6485.858 +ellps=WGS84
3380 +proj=cass +lat_0=3.68464905 +lon_0=101.389107913889 +x_0=-34836.161 +y_0=56464.049 +ellps=WGS84
3381 +proj=cass +lat_0=4.9762852 +lon_0=103.070275625 +x_0=19594.245 +y_0=3371.895 +ellps=WGS84
3382 +proj=cass +lat_0=5.42151754166667 +lon_0=100.344376963889 +x_0=-23.414 +y_0=62.283 +ellps=WGS84
3383 +proj=cass +lat_0=5.96467271388889 +lon_0=100.636371111111 +x_0=0 +y_0=0 +ellps=WGS84
3384 +proj=cass +lat_0=4.85906302222222 +lon_0=100.815410586111 +x_0=-1.769 +y_0=133454.779 +ellps=WGS84
3385 +proj=cass +lat_0=5.97254365833333 +lon_0=102.295241669444 +x_0=13227.851 +y_0=8739.894 +ellps=WGS84
3386 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-80,-231,-102
3387 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=5500000 +y_0=0 +ellps=intl +towgs84=-12,-191,57
3388 +proj=merc +lat_ts=42 +lon_0=51 +x_0=0 +y_0=0 +ellps=krass +towgs84=18,-129,-83
3389 +proj=tmerc +lat_0=0 +lon_0=180 +k=1 +x_0=60500000 +y_0=0 +ellps=krass +towgs84=34,-151,-76
3390 +proj=tmerc +lat_0=0 +lon_0=180 +k=1 +x_0=60500000 +y_0=0 +ellps=krass +towgs84=24,-132,-82
3391 +proj=utm +zone=37 +a=6378249.145 +rf=293.465 +towgs84=71,-336,263
3392 +proj=utm +zone=38 +a=6378249.145 +rf=293.465 +towgs84=71,-336,263
3393 +proj=utm +zone=39 +a=6378249.145 +rf=293.465 +towgs84=71,-336,263
3394 +proj=lcc +lat_1=32.5 +lat_0=32.5 +lon_0=45 +k_0=0.9987864078 +x_0=1500000 +y_0=1166200 +a=6378249.145 +rf=293.465 +towgs84=-242,-145,370
3395 6893 +proj=merc +lon_0=0 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
3396 5666 +proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 +ellps=bessel +towgs84=608,22,419
3397 5667 +proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 +ellps=bessel +towgs84=610,22,419
3398 5668 +proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 +ellps=bessel +towgs84=626,25,439
3399 5669 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=5500000 +y_0=0 +ellps=bessel +towgs84=627,26,439
3400 3402 +proj=tmerc +lat_0=0 +lon_0=-115 +k=0.9992 +x_0=500000 +y_0=0 +ellps=WGS84
3401 3403 +proj=tmerc +lat_0=0 +lon_0=-115 +k=0.9992 +x_0=0 +y_0=0 +ellps=WGS84
3405 +proj=utm +zone=48 +ellps=WGS84 +towgs84=-192,-39,-111
3406 +proj=utm +zone=49 +ellps=WGS84 +towgs84=-192,-39,-111
3407 +proj=cass +lat_0=22.3121333333333 +lon_0=114.178555555556 +x_0=40243.5777560424 +y_0=19069.9335151258 +a=6378293.64520876 +b=6356617.98767984 +to_meter=0.3047972654
3408 +proj=laea +lat_0=90 +lon_0=0 +x_0=0 +y_0=0 +R=6371228
3409 +proj=laea +lat_0=-90 +lon_0=0 +x_0=0 +y_0=0 +R=6371228
3410 +proj=cea +lat_ts=30 +lon_0=0 +x_0=0 +y_0=0 +R=6371228
3411 +proj=stere +lat_0=90 +lat_ts=70 +lon_0=-45 +x_0=0 +y_0=0 +a=6378273 +b=6356889.449
3412 +proj=stere +lat_0=-90 +lat_ts=-70 +lon_0=0 +x_0=0 +y_0=0 +a=6378273 +b=6356889.449
3413 +proj=stere +lat_0=90 +lat_ts=70 +lon_0=-45 +x_0=0 +y_0=0 +ellps=WGS84
3414 6927 +proj=tmerc +lat_0=1.36666666666667 +lon_0=103.833333333333 +k=1 +x_0=28001.642 +y_0=38744.572 +ellps=WGS84
3415 +proj=lcc +lat_0=21 +lon_0=114 +lat_1=18 +lat_2=24 +x_0=500000 +y_0=500000 +ellps=WGS72 +towgs84=-22,-9,2
3416 +proj=lcc +lat_0=47.5 +lon_0=13.3333333333333 +lat_1=49 +lat_2=46 +x_0=400000 +y_0=400000 +ellps=WGS84
3417 3425 3537 6463 8737 +proj=lcc +lat_0=41.5 +lon_0=-93.5 +lat_1=43.2666666666667 +lat_2=42.0666666666667 +x_0=1500000 +y_0=999999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
3418 3426 3539 6465 8738 +proj=lcc +lat_0=40 +lon_0=-93.5 +lat_1=41.7833333333333 +lat_2=40.6166666666667 +x_0=500000.00001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3419 3427 3541 6467 8739 +proj=lcc +lat_0=38.3333333333333 +lon_0=-98 +lat_1=39.7833333333333 +lat_2=38.7166666666667 +x_0=399999.99998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3420 3428 3543 6469 8740 +proj=lcc +lat_0=36.6666666666667 +lon_0=-98.5 +lat_1=38.5666666666667 +lat_2=37.2666666666667 +x_0=399999.99998984 +y_0=399999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
3421 3429 3610 6521 8756 +proj=tmerc +lat_0=34.75 +lon_0=-115.583333333333 +k=0.9999 +x_0=200000.00001016 +y_0=8000000.00001016 +ellps=WGS84 +to_meter=0.304800609601219
3422 3430 3608 6519 8757 +proj=tmerc +lat_0=34.75 +lon_0=-116.666666666667 +k=0.9999 +x_0=500000.00001016 +y_0=6000000 +ellps=WGS84 +to_meter=0.304800609601219
3423 3431 3612 6523 8758 +proj=tmerc +lat_0=34.75 +lon_0=-118.583333333333 +k=0.9999 +x_0=800000.00001016 +y_0=3999999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
3433 3441 3485 6411 8712 +proj=lcc +lat_0=34.3333333333333 +lon_0=-92 +lat_1=36.2333333333333 +lat_2=34.9333333333333 +x_0=399999.99998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3434 3442 3487 6413 8713 +proj=lcc +lat_0=32.6666666666667 +lon_0=-92 +lat_1=34.7666666666667 +lat_2=33.3 +x_0=399999.99998984 +y_0=399999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
3435 3443 3529 6455 8733 +proj=tmerc +lat_0=36.6666666666667 +lon_0=-88.3333333333333 +k=0.999975 +x_0=300000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3436 3444 3531 6457 8734 +proj=tmerc +lat_0=36.6666666666667 +lon_0=-90.1666666666667 +k=0.999941177 +x_0=699999.99998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3437 3445 3614 6525 8759 +proj=tmerc +lat_0=42.5 +lon_0=-71.6666666666667 +k=0.999966667 +x_0=300000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3438 3446 3654 6568 8775 +proj=tmerc +lat_0=41.0833333333333 +lon_0=-71.5 +k=0.99999375 +x_0=99999.99998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3439 +proj=utm +zone=39 +a=6378249.145 +rf=293.465 +towgs84=-394,-70,188
3440 +proj=utm +zone=40 +a=6378249.145 +rf=293.465 +towgs84=-403,-86,184
3447 +proj=lcc +lat_0=50.797815 +lon_0=4.35921583333333 +lat_1=49.8333333333333 +lat_2=51.1666666666667 +x_0=150328 +y_0=166262 +ellps=WGS84
3448 +proj=lcc +lat_1=18 +lat_0=18 +lon_0=-77 +k_0=1 +x_0=750000 +y_0=650000 +ellps=WGS84
3451 3456 3551 6477 8743 +proj=lcc +lat_0=30.5 +lon_0=-92.5 +lat_1=32.6666666666667 +lat_2=31.1666666666667 +x_0=999999.99998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3452 3457 3553 6479 8744 +proj=lcc +lat_0=28.5 +lon_0=-91.3333333333333 +lat_1=30.7 +lat_2=29.3 +x_0=999999.99998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3453 +proj=lcc +lat_0=25.5 +lon_0=-91.3333333333333 +lat_1=27.8333333333333 +lat_2=26.1666666666667 +x_0=999999.99998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3454 3455 3459 3660 6574 8777 +proj=lcc +lat_0=42.3333333333333 +lon_0=-100.333333333333 +lat_1=44.4 +lat_2=42.8333333333333 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3458 3658 4457 6572 8776 +proj=lcc +lat_0=43.8333333333333 +lon_0=-100 +lat_1=45.6833333333333 +lat_2=44.4166666666667 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3461 +proj=utm +zone=28 +ellps=clrk80ign +towgs84=-83,37,124
3462 +proj=utm +zone=29 +ellps=clrk80ign +towgs84=-83,37,124
3463 3464 3554 6480 +proj=tmerc +lat_0=43.5 +lon_0=-69.125 +k=0.99998 +x_0=500000 +y_0=0 +ellps=WGS84
3468 6394 8803 26931 +proj=omerc +no_uoff +lat_0=57 +lonc=-133.666666666667 +alpha=323.130102361111 +gamma=323.130102361111 +k=0.9999 +x_0=5000000 +y_0=-5000000 +ellps=WGS84
3469 6395 8804 26932 +proj=tmerc +lat_0=54 +lon_0=-142 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
3470 6396 8805 26933 +proj=tmerc +lat_0=54 +lon_0=-146 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
3471 6397 8806 26934 +proj=tmerc +lat_0=54 +lon_0=-150 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
3472 6398 8807 26935 +proj=tmerc +lat_0=54 +lon_0=-154 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
3473 6399 8808 26936 +proj=tmerc +lat_0=54 +lon_0=-158 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
3474 6400 8809 26937 +proj=tmerc +lat_0=54 +lon_0=-162 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
3475 6401 8810 26938 +proj=tmerc +lat_0=54 +lon_0=-166 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
3476 6402 8811 26939 +proj=tmerc +lat_0=54 +lon_0=-170 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
3477 6403 8812 26940 +proj=lcc +lat_0=51 +lon_0=-176 +lat_1=53.8333333333333 +lat_2=51.8333333333333 +x_0=1000000 +y_0=0 +ellps=WGS84
3560 3568 3680 6626 8784 +proj=lcc +lat_0=40.3333333333333 +lon_0=-111.5 +lat_1=41.7833333333333 +lat_2=40.7166666666667 +x_0=500000.00001016 +y_0=999999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
3561 +proj=tmerc +lat_0=18.8333333333333 +lon_0=-155.5 +k=0.999966667 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=61,-285,-181
3562 +proj=tmerc +lat_0=20.3333333333333 +lon_0=-156.666666666667 +k=0.999966667 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=61,-285,-181
3563 +proj=tmerc +lat_0=21.1666666666667 +lon_0=-158 +k=0.99999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=58,-283,-182
3564 +proj=tmerc +lat_0=21.8333333333333 +lon_0=-159.5 +k=0.99999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=45,-290,-172
3565 +proj=tmerc +lat_0=21.6666666666667 +lon_0=-160.166666666667 +k=1 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=61,-285,-181
3566 3569 3677 6625 8785 +proj=lcc +lat_0=38.3333333333333 +lon_0=-111.5 +lat_1=40.65 +lat_2=39.0166666666667 +x_0=500000.00001016 +y_0=2000000.00001016 +ellps=WGS84 +to_meter=0.304800609601219
3567 3570 3683 6627 8786 +proj=lcc +lat_0=36.6666666666667 +lon_0=-111.5 +lat_1=38.35 +lat_2=37.2166666666667 +x_0=500000.00001016 +y_0=3000000 +ellps=WGS84 +to_meter=0.304800609601219
3571 +proj=laea +lat_0=90 +lon_0=180 +x_0=0 +y_0=0 +ellps=WGS84
3572 +proj=laea +lat_0=90 +lon_0=-150 +x_0=0 +y_0=0 +ellps=WGS84
3573 +proj=laea +lat_0=90 +lon_0=-100 +x_0=0 +y_0=0 +ellps=WGS84
3574 +proj=laea +lat_0=90 +lon_0=-40 +x_0=0 +y_0=0 +ellps=WGS84
3575 +proj=laea +lat_0=90 +lon_0=10 +x_0=0 +y_0=0 +ellps=WGS84
3576 +proj=laea +lat_0=90 +lon_0=90 +x_0=0 +y_0=0 +ellps=WGS84
3577 9473 +proj=aea +lat_0=0 +lon_0=132 +lat_1=-18 +lat_2=-36 +x_0=0 +y_0=0 +ellps=WGS84
3578 3579 +proj=aea +lat_0=59 +lon_0=-132.5 +lat_1=61.6666666666667 +lat_2=68 +x_0=500000 +y_0=500000 +ellps=WGS84
3580 3581 +proj=lcc +lat_0=0 +lon_0=-112 +lat_1=62 +lat_2=70 +x_0=0 +y_0=0 +ellps=WGS84
3708 6330 26901 32601 +proj=utm +zone=1 +ellps=WGS84
3709 6331 26902 32602 +proj=utm +zone=2 +ellps=WGS84
3710 6332 26903 32603 +proj=utm +zone=3 +ellps=WGS84
3711 3750 6333 6634 26904 32604 +proj=utm +zone=4 +ellps=WGS84
3712 3751 6334 6635 26905 32605 +proj=utm +zone=5 +ellps=WGS84
3713 6335 26906 32606 +proj=utm +zone=6 +ellps=WGS84
3727 +proj=tmerc +lat_0=-21.1166666666667 +lon_0=55.5333333333333 +k=1 +x_0=160000 +y_0=50000 +ellps=intl +towgs84=94,-948,-1262
3728 3734 3753 6549 8769 +proj=lcc +lat_0=39.6666666666667 +lon_0=-82.5 +lat_1=41.7 +lat_2=40.4333333333333 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3729 3735 3754 6551 8770 +proj=lcc +lat_0=38 +lon_0=-82.5 +lat_1=40.0333333333333 +lat_2=38.7333333333333 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3730 3736 3755 6612 8797 +proj=tmerc +lat_0=40.5 +lon_0=-105.166666666667 +k=0.9999375 +x_0=200000.00001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3731 3737 3756 6614 8798 +proj=tmerc +lat_0=40.5 +lon_0=-107.333333333333 +k=0.9999375 +x_0=399999.99998984 +y_0=99999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
3732 3738 3757 6618 8799 +proj=tmerc +lat_0=40.5 +lon_0=-108.75 +k=0.9999375 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3733 3739 3758 6616 8800 +proj=tmerc +lat_0=40.5 +lon_0=-110.083333333333 +k=0.9999375 +x_0=800000.00001016 +y_0=99999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
3759 3760 6633 +proj=tmerc +lat_0=21.1666666666667 +lon_0=-158 +k=0.99999 +x_0=500000.00001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
3762 +proj=lcc +lat_0=-55 +lon_0=-37 +lat_1=-54 +lat_2=-54.75 +x_0=0 +y_0=0 +ellps=WGS84
3763 +proj=tmerc +lat_0=39.6682583333333 +lon_0=-8.13310833333333 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
3764 +proj=tmerc +lat_0=-44 +lon_0=-176.5 +k=1 +x_0=400000 +y_0=800000 +ellps=WGS84
3765 +proj=tmerc +lat_0=0 +lon_0=16.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
3766 +proj=lcc +lat_0=0 +lon_0=16.5 +lat_1=45.9166666666667 +lat_2=43.0833333333333 +x_0=0 +y_0=0 +ellps=WGS84
3769 +proj=utm +zone=20 +ellps=clrk66 +towgs84=-85,241,278
3770 +proj=tmerc +lat_0=32 +lon_0=-64.75 +k=1 +x_0=550000 +y_0=100000 +ellps=WGS84
3771 +proj=tmerc +lat_0=0 +lon_0=-111 +k=0.9999 +x_0=0 +y_0=0 +ellps=clrk66 +towgs84=4,159,188
3772 +proj=tmerc +lat_0=0 +lon_0=-114 +k=0.9999 +x_0=0 +y_0=0 +ellps=clrk66 +towgs84=4,159,188
3773 +proj=tmerc +lat_0=0 +lon_0=-117 +k=0.9999 +x_0=0 +y_0=0 +ellps=clrk66 +towgs84=4,159,188
3774 3800 +proj=tmerc +lat_0=0 +lon_0=-120 +k=0.9999 +x_0=0 +y_0=0 +ellps=clrk66 +towgs84=4,159,188
3775 3779 22262 22462 22762 +proj=tmerc +lat_0=0 +lon_0=-111 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
3776 3780 22263 22463 22763 +proj=tmerc +lat_0=0 +lon_0=-114 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
3777 3781 22264 22464 22764 +proj=tmerc +lat_0=0 +lon_0=-117 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
3778 3782 3801 3802 22265 22465 22765 +proj=tmerc +lat_0=0 +lon_0=-120 +k=0.9999 +x_0=0 +y_0=0 +ellps=WGS84
3783 +proj=tmerc +lat_0=-25.0685526111111 +lon_0=-130.112967111111 +k=1 +x_0=14200 +y_0=15500 +ellps=WGS84
3784 +proj=utm +zone=9 +south +ellps=intl +towgs84=45,-1,-60
3785 3857 6871 +proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1
3786 4088 +proj=eqc +lat_ts=0 +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +R=6371007
3788 +proj=tmerc +lat_0=0 +lon_0=166 +k=1 +x_0=3500000 +y_0=10000000 +ellps=WGS84
3789 +proj=tmerc +lat_0=0 +lon_0=169 +k=1 +x_0=3500000 +y_0=10000000 +ellps=WGS84
3790 +proj=tmerc +lat_0=0 +lon_0=179 +k=1 +x_0=3500000 +y_0=10000000 +ellps=WGS84
3791 +proj=tmerc +lat_0=0 +lon_0=-178 +k=1 +x_0=3500000 +y_0=10000000 +ellps=WGS84
3793 +proj=tmerc +lat_0=0 +lon_0=-176.5 +k=1 +x_0=3500000 +y_0=10000000 +ellps=WGS84
3794 10246 10687 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.9999 +x_0=500000 +y_0=-5000000 +ellps=WGS84
3795 +proj=lcc +lat_0=22.35 +lon_0=-81 +lat_1=23 +lat_2=21.7 +x_0=500000 +y_0=280296.016 +ellps=clrk66 +towgs84=-6,141,181
3796 +proj=lcc +lat_0=20.7166666666667 +lon_0=-76.8333333333333 +lat_1=21.3 +lat_2=20.1333333333333 +x_0=500000 +y_0=229126.939 +ellps=clrk66 +towgs84=-6,141,180
3797 +proj=lcc +lat_0=44 +lon_0=-70 +lat_1=50 +lat_2=46 +x_0=800000 +y_0=0 +ellps=clrk66 +towgs84=4,136,223
3798 3799 +proj=lcc +lat_0=44 +lon_0=-70 +lat_1=50 +lat_2=46 +x_0=800000 +y_0=0 +ellps=WGS84
3812 8370 +proj=lcc +lat_0=50.797815 +lon_0=4.35921583333333 +lat_1=49.8333333333333 +lat_2=51.1666666666667 +x_0=649328 +y_0=665262 +ellps=WGS84
3814 3815 3816 6508 +proj=tmerc +lat_0=32.5 +lon_0=-89.75 +k=0.9998335 +x_0=500000 +y_0=1300000 +ellps=WGS84
3819 +proj=longlat +ellps=bessel +towgs84=523,46,603
3821 4003 37231 +proj=longlat +ellps=aust_SA
3823 3824 3888 3889 4017 4019 4023 4030 4031 4040 4046 4074 4075 4080 4081 4126 4130 4133 4140 4148 4151 4152 4163 4166 4167 4170 4171 4172 4173 4176 4180 4189 4190 4258 4269 4283 4318 4326 4463 4466 4469 4470 4480 4482 4483 4490 4557 4558 4612 4617 4619 4624 4627 4640 4659 4661 4667 4669 4670 4674 4686 4687 4693 4694 4702 4737 4742 4747 4749 4750 4755 4757 4758 4759 4761 4762 4763 4764 4765 4883 4885 4887 4889 4893 4895 4898 4907 4909 4921 4925 4927 4929 4931 4933 4935 4937 4939 4941 4943 4945 4947 4949 4951 4953 4955 4957 4959 4961 4963 4965 4967 4971 4975 4977 4979 4981 4983 4989 4997 4999 5012 5013 5245 5246 5251 5252 5263 5264 5323 5324 5340 5342 5353 5354 5359 5360 5364 5365 5370 5371 5372 5373 5380 5381 5392 5393 5488 5489 5498 5499 5500 5545 5546 5592 5593 5628 5885 5886 5942 6134 6135 6144 6310 6311 6318 6319 6321 6322 6324 6325 6349 6364 6365 6649 6667 6668 6696 6697 6705 6706 6782 6783 6917 6980 6982 6983 6987 7034 7035 7036 7037 7038 7039 7040 7041 7042 7072 7073 7084 7085 7086 7087 7088 7133 7135 7136 7138 7139 7372 7373 7409 7423 7657 7659 7661 7663 7665 7685 7686 7797 7798 7816 7843 7844 7880 7881 7885 7886 7900 7901 7902 7903 7904 7905 7906 7907 7908 7909 7910 7911 7912 7915 7917 7919 7921 7923 7925 7927 7929 7931 8085 8086 8231 8232 8235 8237 8239 8240 8244 8246 8248 8249 8251 8252 8254 8255 8349 8350 8360 8399 8403 8426 8427 8430 8431 8542 8544 8545 8684 8685 8698 8699 8817 8818 8860 8888 8899 8900 8901 8902 8906 8907 8916 8918 8920 8922 8924 8926 8928 8930 8932 8934 8936 8938 8940 8942 8944 8946 8948 8949 8972 8973 8974 8975 8976 8977 8978 8979 8980 8981 8982 8983 8984 8985 8986 8987 8988 8989 8990 8991 8992 8993 8994 8995 8996 8997 8998 8999 9000 9002 9003 9005 9006 9008 9009 9011 9012 9013 9014 9016 9017 9018 9019 9053 9054 9055 9056 9057 9059 9060 9061 9062 9063 9064 9065 9066 9067 9068 9069 9071 9072 9074 9075 9139 9140 9147 9148 9152 9153 9184 9286 9289 9290 9293 9294 9299 9308 9309 9332 9333 9364 9372 9379 9380 9384 9422 9423 9424 9425 9426 9427 9428 9429 9430 9449 9450 9452 9453 9462 9463 9464 9469 9470 9500 9502 9503 9504 9505 9506 9507 9508 9509 9510 9511 9512 9513 9514 9515 9516 9517 9518 9519 9520 9521 9522 9523 9524 9525 9526 9527 9528 9529 9530 9531 9532 9533 9534 9535 9536 9537 9538 9539 9540 9541 9542 9543 9544 9546 9547 9656 9657 9695 9696 9701 9702 9705 9707 9723 9724 9725 9739 9754 9755 9758 9763 9776 9777 9778 9779 9781 9782 9783 9784 9785 9866 9871 9883 9907 9924 9939 9948 9949 9950 9964 9969 9974 9989 9990 10156 10157 10175 10177 10178 10185 10191 10196 10204 10209 10214 10219 10224 10229 10237 10245 10272 10277 10283 10284 10293 10298 10299 10300 10304 10305 10307 10309 10310 10311 10312 10318 10327 10328 10355 10356 10357 10365 10413 10414 10468 10474 10475 10486 10487 10488 10507 10545 10553 10554 10555 10556 10570 10571 10605 10606 10623 10628 10651 10652 10659 10670 10671 10672 10673 10679 10686 20001 20033 20037 20038 20040 20041 20043 20045 20046 +proj=longlat +ellps=WGS84
3825 +proj=tmerc +lat_0=0 +lon_0=119 +k=0.9999 +x_0=250000 +y_0=0 +ellps=WGS84
3826 +proj=tmerc +lat_0=0 +lon_0=121 +k=0.9999 +x_0=250000 +y_0=0 +ellps=WGS84
3827 +proj=tmerc +lat_0=0 +lon_0=119 +k=0.9999 +x_0=250000 +y_0=0 +ellps=aust_SA
3828 +proj=tmerc +lat_0=0 +lon_0=121 +k=0.9999 +x_0=250000 +y_0=0 +ellps=aust_SA
3829 +proj=utm +zone=51 +ellps=intl +towgs84=-637,-549,-203
3832 +proj=merc +lon_0=150 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
3833 5631 28402 +proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=2500000 +y_0=0 +ellps=krass
3834 5664 +proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=2500000 +y_0=0 +ellps=krass +towgs84=18,-126,-89
3835 5665 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=3500000 +y_0=0 +ellps=krass +towgs84=19,-124,-87
3836 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=4500000 +y_0=0 +ellps=krass +towgs84=21,-123,-84
3837 5670 +proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 +ellps=krass
3838 5671 +proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 +ellps=krass
3839 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=9500000 +y_0=0 +ellps=krass +towgs84=5,-131,-101
3840 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=10500000 +y_0=0 +ellps=krass +towgs84=4,-131,-102
3841 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=6500000 +y_0=0 +ellps=krass +towgs84=20,-123,-86
3842 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=6500000 +y_0=0 +ellps=krass +towgs84=22,-123,-84
3843 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=6500000 +y_0=0 +ellps=krass +towgs84=13,-127,-96
3844 +proj=sterea +lat_0=46 +lon_0=25 +k=0.99975 +x_0=500000 +y_0=500000 +ellps=krass +towgs84=5,-131,-101
3845 +proj=tmerc +lat_0=0 +lon_0=11.30625 +k=1.000006 +x_0=1500025.141 +y_0=-667.282 +ellps=WGS84
3846 +proj=tmerc +lat_0=0 +lon_0=13.5562666666667 +k=1.0000058 +x_0=1500044.695 +y_0=-667.13 +ellps=WGS84
3847 +proj=tmerc +lat_0=0 +lon_0=15.8062845294444 +k=1.00000561024 +x_0=1500064.274 +y_0=-667.711 +ellps=WGS84
3848 +proj=tmerc +lat_0=0 +lon_0=18.0563 +k=1.0000054 +x_0=1500083.521 +y_0=-668.844 +ellps=WGS84
3849 +proj=tmerc +lat_0=0 +lon_0=20.3063166666667 +k=1.0000052 +x_0=1500102.765 +y_0=-670.706 +ellps=WGS84
3850 +proj=tmerc +lat_0=0 +lon_0=22.5563333333333 +k=1.0000049 +x_0=1500121.846 +y_0=-672.557 +ellps=WGS84
3851 +proj=lcc +lat_0=-41 +lon_0=173 +lat_1=-37.5 +lat_2=-44.5 +x_0=3000000 +y_0=7000000 +ellps=WGS84
3852 +proj=lcc +lat_0=-90 +lon_0=157 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=500000 +y_0=0 +ellps=WGS84
3854 +proj=tmerc +lat_0=0 +lon_0=18.05787 +k=0.99999506 +x_0=100182.7406 +y_0=-6500620.1207 +ellps=WGS84
3873 +proj=tmerc +lat_0=0 +lon_0=19 +k=1 +x_0=19500000 +y_0=0 +ellps=WGS84
3874 +proj=tmerc +lat_0=0 +lon_0=20 +k=1 +x_0=20500000 +y_0=0 +ellps=WGS84
3875 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=21500000 +y_0=0 +ellps=WGS84
3876 +proj=tmerc +lat_0=0 +lon_0=22 +k=1 +x_0=22500000 +y_0=0 +ellps=WGS84
3877 +proj=tmerc +lat_0=0 +lon_0=23 +k=1 +x_0=23500000 +y_0=0 +ellps=WGS84
3878 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=24500000 +y_0=0 +ellps=WGS84
3879 +proj=tmerc +lat_0=0 +lon_0=25 +k=1 +x_0=25500000 +y_0=0 +ellps=WGS84
3880 +proj=tmerc +lat_0=0 +lon_0=26 +k=1 +x_0=26500000 +y_0=0 +ellps=WGS84
3881 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=27500000 +y_0=0 +ellps=WGS84
3882 +proj=tmerc +lat_0=0 +lon_0=28 +k=1 +x_0=28500000 +y_0=0 +ellps=WGS84
3883 +proj=tmerc +lat_0=0 +lon_0=29 +k=1 +x_0=29500000 +y_0=0 +ellps=WGS84
3884 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=30500000 +y_0=0 +ellps=WGS84
3885 +proj=tmerc +lat_0=0 +lon_0=31 +k=1 +x_0=31500000 +y_0=0 +ellps=WGS84
3893 +proj=tmerc +lat_0=29.0262683333333 +lon_0=46.5 +k=0.9994 +x_0=800000 +y_0=0 +ellps=intl +towgs84=-98,-101,-137
3907 8677 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.9999 +x_0=5500000 +y_0=0 +ellps=bessel +towgs84=648,-212,450
3908 8678 +proj=tmerc +lat_0=0 +lon_0=18 +k=0.9999 +x_0=6500000 +y_0=0 +ellps=bessel +towgs84=679,-204,476
3910 8679 +proj=tmerc +lat_0=0 +lon_0=24 +k=0.9999 +x_0=8500000 +y_0=0 +ellps=bessel +towgs84=706,-198,488
3911 8686 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.9999 +x_0=500000 +y_0=0 +ellps=bessel +towgs84=595,-224,394
3912 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.9999 +x_0=500000 +y_0=-5000000 +ellps=bessel +towgs84=595,-224,394
3920 +proj=utm +zone=20 +ellps=clrk66 +towgs84=11,72,-101
3942 9822 9842 +proj=lcc +lat_0=42 +lon_0=3 +lat_1=41.25 +lat_2=42.75 +x_0=1700000 +y_0=1200000 +ellps=WGS84
3943 9823 9843 +proj=lcc +lat_0=43 +lon_0=3 +lat_1=42.25 +lat_2=43.75 +x_0=1700000 +y_0=2200000 +ellps=WGS84
3944 9824 9844 +proj=lcc +lat_0=44 +lon_0=3 +lat_1=43.25 +lat_2=44.75 +x_0=1700000 +y_0=3200000 +ellps=WGS84
3945 9825 9845 +proj=lcc +lat_0=45 +lon_0=3 +lat_1=44.25 +lat_2=45.75 +x_0=1700000 +y_0=4200000 +ellps=WGS84
3946 9826 9846 +proj=lcc +lat_0=46 +lon_0=3 +lat_1=45.25 +lat_2=46.75 +x_0=1700000 +y_0=5200000 +ellps=WGS84
3947 9827 9847 +proj=lcc +lat_0=47 +lon_0=3 +lat_1=46.25 +lat_2=47.75 +x_0=1700000 +y_0=6200000 +ellps=WGS84
3948 9828 9848 +proj=lcc +lat_0=48 +lon_0=3 +lat_1=47.25 +lat_2=48.75 +x_0=1700000 +y_0=7200000 +ellps=WGS84
3949 9829 9849 +proj=lcc +lat_0=49 +lon_0=3 +lat_1=48.25 +lat_2=49.75 +x_0=1700000 +y_0=8200000 +ellps=WGS84
3950 9830 9850 +proj=lcc +lat_0=50 +lon_0=3 +lat_1=49.25 +lat_2=50.75 +x_0=1700000 +y_0=9200000 +ellps=WGS84
3968 3969 3970 6591 +proj=lcc +lat_0=36 +lon_0=-79.5 +lat_1=37 +lat_2=39.5 +x_0=0 +y_0=0 +ellps=WGS84
3973 +proj=laea +lat_0=90 +lon_0=0 +x_0=0 +y_0=0 +a=6371007.1809 +b=6371007.1809
3974 +proj=laea +lat_0=-90 +lon_0=0 +x_0=0 +y_0=0 +a=6371007.1809 +b=6371007.1809
3975 +proj=cea +lat_ts=30 +lon_0=0 +x_0=0 +y_0=0 +a=6371007.1809 +b=6371007.1809
3976 +proj=stere +lat_0=-90 +lat_ts=-70 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
3978 3979 +proj=lcc +lat_0=49 +lon_0=-95 +lat_1=49 +lat_2=77 +x_0=0 +y_0=0 +ellps=WGS84
3985 +proj=lcc +lat_0=9 +lon_0=26 +lat_1=-6.5 +lat_2=-11.5 +x_0=500000 +y_0=500000 +ellps=clrk66
3986 +proj=tmerc +lat_0=-9 +lon_0=30 +k=1 +x_0=200000 +y_0=500000 +ellps=clrk66
3987 +proj=tmerc +lat_0=-9 +lon_0=28 +k=1 +x_0=200000 +y_0=500000 +ellps=clrk66
3989 +proj=tmerc +lat_0=-9 +lon_0=24 +k=1 +x_0=200000 +y_0=500000 +ellps=clrk66
3991 +proj=lcc +lat_0=17.8333333333333 +lon_0=-66.4333333333333 +lat_1=18.4333333333333 +lat_2=18.0333333333333 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=11,72,-101
3992 +proj=lcc +lat_0=17.8333333333333 +lon_0=-66.4333333333333 +lat_1=18.4333333333333 +lat_2=18.0333333333333 +x_0=152400.30480061 +y_0=30480.0609601219 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=11,72,-101
3993 +proj=aeqd +guam +lat_0=13.4724663527778 +lon_0=144.748750705556 +x_0=50000 +y_0=50000 +ellps=clrk66 +towgs84=-100,-248,259
3994 +proj=merc +lat_ts=-41 +lon_0=100 +x_0=0 +y_0=0 +ellps=WGS84
3995 +proj=stere +lat_0=90 +lat_ts=71 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
3996 +proj=stere +lat_0=90 +lat_ts=75 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
3997 +proj=tmerc +lat_0=0 +lon_0=55.3333333333333 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4001 4278 4279 +proj=longlat +ellps=airy
4002 +proj=longlat +a=6377340.189 +rf=299.3249646
4004 4125 4280 4294 4295 4306 4308 10268 37255 +proj=longlat +ellps=bessel
4005 +proj=longlat +a=6377492.018 +rf=299.1528128
4006 +proj=longlat +ellps=bess_nam
4007 4157 4738 5464 +proj=longlat +a=6378293.64520876 +b=6356617.98767984
4008 4128 4136 4137 4138 4608 4609 4675 4695 5467 37220 37239 37243 37252 37260 +proj=longlat +ellps=clrk66
4009 4268 +proj=longlat +a=6378450.0475489 +b=6356826.62148844
4010 +proj=longlat +a=6378300.789 +b=6356566.435
4011 4206 4226 4228 4234 4252 4671 +proj=longlat +ellps=clrk80ign
4012 4132 4142 4260 4681 4696 4697 4700 4703 4731 37206 37208 37211 37228 37254 +proj=longlat +a=6378249.145 +rf=293.465
4013 +proj=longlat +a=6378249.145 +rf=293.4663077
4014 +proj=longlat +a=6378249.2 +rf=293.46598
4015 37202 +proj=longlat +ellps=evrst30
4016 +proj=longlat +ellps=evrstSS
4018 +proj=longlat +ellps=evrst48
4020 4286 4303 +proj=longlat +ellps=helmert
4021 +proj=longlat +a=6378160 +rf=298.247
4022 4185 4199 4215 4224 4233 4235 4249 4264 4287 4288 4631 4635 4645 4685 4704 4753 4823 4824 4969 5524 10158 10249 10252 37201 37204 37205 37212 37213 37214 37215 37216 37217 37219 37222 37224 37226 37227 37230 37232 37233 37234 37235 37237 37238 37242 37246 37247 37250 37251 37253 37259 +proj=longlat +ellps=intl
4024 4147 4214 4317 4555 37257 +proj=longlat +ellps=krass
4025 4276 4760 4891 37001 +proj=longlat +ellps=NWL9D
4026 +proj=tmerc +lat_0=0 +lon_0=28.4 +k=0.99994 +x_0=200000 +y_0=-5000000 +ellps=WGS84
4027 +proj=longlat +a=6376523 +rf=308.64
4028 +proj=longlat +a=6378298.3 +rf=294.73
4029 4174 +proj=longlat +a=6378300 +rf=296
4032 +proj=longlat +a=6378136.2 +rf=298.257223563
4033 +proj=longlat +a=6378136.3 +rf=298.257223563
4034 4241 +proj=longlat +a=6378249.14480801 +b=6356514.96620413
4035 +proj=longlat +R=6371000
4036 4291 +proj=longlat +ellps=GRS67
4041 4122 +proj=longlat +a=6378135 +rf=298.257
4042 4243 +proj=longlat +a=6377299.36559538 +b=6356098.35900516
4043 4322 4324 4985 4987 +proj=longlat +ellps=WGS72
4044 37203 +proj=longlat +a=6377301.243 +rf=300.8017255
4045 +proj=longlat +a=6377299.151 +rf=300.8017255
4047 +proj=longlat +R=6371007
4048 +proj=tmerc +lat_0=0 +lon_0=12 +k=0.9999 +x_0=500000 +y_0=10000000 +ellps=WGS84
4049 +proj=tmerc +lat_0=0 +lon_0=14 +k=0.9999 +x_0=500000 +y_0=10000000 +ellps=WGS84
4050 +proj=tmerc +lat_0=0 +lon_0=16 +k=0.9999 +x_0=500000 +y_0=10000000 +ellps=WGS84
4051 +proj=tmerc +lat_0=0 +lon_0=18 +k=0.9999 +x_0=500000 +y_0=10000000 +ellps=WGS84
4052 37008 +proj=longlat +ellps=sphere
4053 10346 +proj=longlat +R=6371228
4054 10345 +proj=longlat +a=6378273 +b=6356889.449
4055 +proj=longlat +R=6378137
4056 +proj=tmerc +lat_0=0 +lon_0=20 +k=0.9999 +x_0=500000 +y_0=10000000 +ellps=WGS84
4057 +proj=tmerc +lat_0=0 +lon_0=22 +k=0.9999 +x_0=500000 +y_0=10000000 +ellps=WGS84
4058 +proj=tmerc +lat_0=0 +lon_0=24 +k=0.9999 +x_0=500000 +y_0=10000000 +ellps=WGS84
4059 +proj=tmerc +lat_0=0 +lon_0=26 +k=0.9999 +x_0=500000 +y_0=10000000 +ellps=WGS84
4060 +proj=tmerc +lat_0=0 +lon_0=28 +k=0.9999 +x_0=500000 +y_0=10000000 +ellps=WGS84
4061 9157 32733 +proj=utm +zone=33 +south +ellps=WGS84
4062 9158 32734 +proj=utm +zone=34 +south +ellps=WGS84
4063 32735 +proj=utm +zone=35 +south +ellps=WGS84
4071 +proj=utm +zone=23 +south +ellps=intl +towgs84=-144,243,-33
4087 32662 32663 54001 +proj=eqc +lat_ts=0 +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
4093 4097 +proj=tmerc +lat_0=0 +lon_0=9 +k=0.99998 +x_0=200000 +y_0=-5000000 +ellps=WGS84
4094 4098 +proj=tmerc +lat_0=0 +lon_0=10 +k=0.99998 +x_0=400000 +y_0=-5000000 +ellps=WGS84
4095 4099 +proj=tmerc +lat_0=0 +lon_0=11.75 +k=0.99998 +x_0=600000 +y_0=-5000000 +ellps=WGS84
4096 4100 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=800000 +y_0=-5000000 +ellps=WGS84
4120 +proj=longlat +ellps=bessel +towgs84=-121,117,4
4121 +proj=longlat +ellps=WGS84 +towgs84=-200,75,247
4123 +proj=longlat +ellps=intl +towgs84=-79,-233,-99
4124 7404 +proj=longlat +ellps=bessel +towgs84=502,-33,570
4127 +proj=longlat +ellps=clrk66 +towgs84=-88,-111,-215
4129 +proj=longlat +ellps=clrk66 +towgs84=-132,-110,-335
4131 +proj=longlat +ellps=evrst30 +towgs84=211,829,302
4134 7410 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-401,-82,185
4135 +proj=longlat +ellps=clrk66 +towgs84=64,-284,-182
4139 +proj=longlat +ellps=clrk66 +towgs84=11,72,-101
4141 6989 6990 +proj=longlat +ellps=WGS84 +towgs84=-31,59,53
4143 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-125,53,467
4144 +proj=longlat +ellps=evrst30 +towgs84=256,569,203
4145 +proj=longlat +a=6377301.243 +rf=300.8017255 +towgs84=284,687,234
4146 +proj=longlat +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
4149 4150 +proj=longlat +ellps=bessel +towgs84=674,15,405
4153 +proj=longlat +ellps=intl +towgs84=-134,-157,-159
4154 +proj=longlat +ellps=intl +towgs84=-97,-99,-131
4155 +proj=longlat +ellps=clrk80ign +towgs84=-83,37,124
4156 +proj=longlat +ellps=bessel +towgs84=572,70,457
4158 +proj=longlat +ellps=intl +towgs84=0,372,172
4159 +proj=longlat +ellps=intl +towgs84=-116,-99,-152
4160 +proj=longlat +ellps=intl +towgs84=79,5,-17
4161 +proj=longlat +ellps=intl +towgs84=-233,7,174
4162 +proj=longlat +ellps=bessel +towgs84=-125,480,662
4164 +proj=longlat +ellps=krass +towgs84=-76,-138,67
4165 +proj=longlat +ellps=intl +towgs84=-173,253,27
4168 +proj=longlat +a=6378300 +rf=296 +towgs84=-190,33,323
4169 +proj=longlat +ellps=clrk66 +towgs84=-115,118,426
4175 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-88,4,101
4178 +proj=longlat +ellps=krass +towgs84=14,-126,-94
4179 +proj=longlat +ellps=krass +towgs84=12,-128,-96
4181 9893 +proj=longlat +ellps=intl +towgs84=-268,77,18
4182 37245 +proj=longlat +ellps=intl +towgs84=-423,-173,84
4183 +proj=longlat +ellps=intl +towgs84=-104,167,-38
4184 +proj=longlat +ellps=intl +towgs84=-203,141,53
4188 +proj=longlat +ellps=airy +towgs84=476,-116,570
4191 +proj=longlat +ellps=krass +towgs84=39,-126,-78
4192 +proj=longlat +ellps=intl +towgs84=-206,-175,-88
4193 +proj=longlat +ellps=clrk80ign +towgs84=-71,-152,-41
4194 +proj=longlat +ellps=intl +towgs84=171,132,-160
4195 +proj=longlat +ellps=intl +towgs84=108,333,-102
4196 +proj=longlat +ellps=intl +towgs84=-39,425,-3
4197 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-62,-144,15
4198 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-111,-113,203
4200 +proj=longlat +ellps=krass +towgs84=23,-131,-82
4201 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-169,-17,204
4202 +proj=longlat +ellps=aust_SA +towgs84=-129,-52,152
4203 +proj=longlat +ellps=aust_SA +towgs84=-129,-53,153
4204 +proj=longlat +ellps=intl +towgs84=-143,-236,7
4205 +proj=longlat +ellps=krass +towgs84=-43,-163,45
4207 +proj=longlat +ellps=intl +towgs84=-282,-64,122
4208 +proj=longlat +ellps=intl +towgs84=-152,296,-150
4209 +proj=longlat +a=6378249.145 +rf=293.4663077 +towgs84=-164,-99,-284
4210 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-182,-24,-301
4211 +proj=longlat +ellps=bessel +towgs84=-377,681,-50
4212 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=32,301,419
4213 +proj=longlat +ellps=clrk80ign +towgs84=-106,-87,188
4216 +proj=longlat +ellps=clrk66 +towgs84=-85,241,278
4217 +proj=tmerc +lat_0=0 +lon_0=171 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4218 +proj=longlat +ellps=intl +towgs84=305,305,-318
4219 +proj=longlat +ellps=bessel +towgs84=-384,664,-48
4221 +proj=longlat +ellps=intl +towgs84=-148,136,90
4222 +proj=longlat +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
4223 37223 +proj=longlat +ellps=clrk80ign +towgs84=-263,6,431
4225 +proj=longlat +ellps=intl +towgs84=-206,168,-4
4227 +proj=longlat +ellps=clrk80ign +towgs84=-190,8,239
4229 +proj=longlat +ellps=helmert +towgs84=-153,98,-28
4230 +proj=longlat +ellps=intl +towgs84=-91,-95,-127
4231 +proj=longlat +ellps=intl +towgs84=-84,-97,-117
4232 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-345,3,223
4236 +proj=longlat +ellps=intl +towgs84=-637,-549,-203
4237 +proj=longlat +ellps=GRS67 +towgs84=52,-72,-15
4238 +proj=longlat +a=6378160 +rf=298.247 +towgs84=-22,-23,3
4239 +proj=longlat +ellps=evrst30 +towgs84=217,823,299
4240 +proj=longlat +ellps=evrst30 +towgs84=387,849,342
4242 +proj=longlat +ellps=clrk66 +towgs84=54,265,370
4244 +proj=longlat +ellps=evrst30 +towgs84=-97,787,86
4245 +proj=longlat +ellps=evrst48 +towgs84=-11,851,5
4246 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-295,-200,526
4247 +proj=longlat +ellps=intl +towgs84=-260,87,-356
4248 +proj=longlat +ellps=intl +towgs84=-288,185,-376
4250 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-130,29,364
4251 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-90,40,88
4253 +proj=longlat +ellps=clrk66 +towgs84=-106,-120,-66
4254 +proj=longlat +ellps=intl +towgs84=15,199,100
4255 +proj=longlat +ellps=intl +towgs84=-333,-222,114
4256 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=41,-220,-134
4257 +proj=longlat +ellps=bessel +towgs84=-588,520,146
4259 +proj=longlat +ellps=intl +towgs84=-254,-5,-100
4261 +proj=longlat +ellps=clrk80ign +towgs84=31,146,47
4262 +proj=longlat +ellps=bessel +towgs84=639,405,60
4263 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-92,-92,122
4265 +proj=longlat +ellps=intl +towgs84=-164,-52,65
4266 +proj=longlat +ellps=clrk80ign +towgs84=-81,-132,41
4267 7406 +proj=longlat +ellps=clrk66 +towgs84=-3,156,182
4270 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-256,-164,378
4271 +proj=longlat +ellps=intl +towgs84=-2,374,172
4272 +proj=longlat +ellps=intl +towgs84=58,-19,186
4273 +proj=longlat +a=6377492.018 +rf=299.1528128 +towgs84=307,-210,506
4274 +proj=longlat +ellps=intl +towgs84=-234,112,28
4275 +proj=longlat +ellps=clrk80ign +towgs84=-168,-60,320
4277 +proj=longlat +ellps=airy +towgs84=453,-114,538
4281 +proj=longlat +a=6378300.789 +b=6356566.435 +towgs84=-168,-35,317
4282 +proj=longlat +ellps=clrk80ign +towgs84=-157,49,-291
4284 +proj=longlat +ellps=krass +towgs84=25,-143,-78
4285 +proj=longlat +ellps=intl +towgs84=-135,-291,16
4289 7408 +proj=longlat +ellps=bessel +towgs84=577,25,458
4292 +proj=longlat +ellps=intl +towgs84=-355,21,72
4293 +proj=longlat +ellps=bess_nam +towgs84=616,97,-251
4297 +proj=longlat +ellps=intl +towgs84=-198,-241,-108
4298 +proj=longlat +ellps=evrstSS +towgs84=-679,669,-48
4299 4300 +proj=longlat +a=6377340.189 +rf=299.3249646 +towgs84=476,-116,571
4301 6700 7414 +proj=longlat +ellps=bessel +towgs84=-146,507,681
4302 +proj=longlat +a=6378293.64520876 +b=6356617.98767984 +towgs84=-62,284,472
4304 +proj=longlat +ellps=clrk80ign +towgs84=-73,-247,227
4305 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-123,-206,219 +degrees=0.8999999999999991
4307 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-183,-79,295
4309 +proj=longlat +ellps=intl +towgs84=-154,162,46
4310 +proj=longlat +ellps=clrk80ign +towgs84=-30,190,89
4311 +proj=longlat +ellps=intl +towgs84=-265,120,-358
4312 9267 9501 +proj=longlat +ellps=bessel +towgs84=586,81,459
4313 +proj=longlat +ellps=intl +towgs84=-121,80,-94
4314 +proj=longlat +ellps=bessel +towgs84=609,22,420
4315 +proj=longlat +ellps=clrk80ign +towgs84=-23,259,-9
4316 +proj=longlat +ellps=intl +towgs84=103,-100,-307
4319 +proj=longlat +ellps=WGS84 +towgs84=-25,7,-1
4390 +proj=cass +lat_0=2.04258333333333 +lon_0=103.562758333333 +x_0=0 +y_0=0 +ellps=evrst48 +towgs84=-11,851,5
4391 +proj=cass +lat_0=2.71228333333333 +lon_0=101.941166666667 +x_0=-242.005 +y_0=-948.547 +ellps=evrst48 +towgs84=-11,851,5
4392 +proj=cass +lat_0=3.71097222222222 +lon_0=102.436177777778 +x_0=0 +y_0=0 +ellps=evrst48 +towgs84=-11,851,5
4393 +proj=cass +lat_0=3.68034444444444 +lon_0=101.508244444444 +x_0=-21759.438 +y_0=55960.906 +ellps=evrst48 +towgs84=-11,851,5
4394 +proj=cass +lat_0=4.94614166666667 +lon_0=102.895208333333 +x_0=0 +y_0=0 +ellps=evrst48 +towgs84=-11,851,5
4395 +proj=cass +lat_0=5.421325 +lon_0=100.345869444444 +x_0=0 +y_0=0 +ellps=evrst48 +towgs84=-11,851,5
4396 +proj=cass +lat_0=5.96514722222222 +lon_0=100.637594444444 +x_0=0 +y_0=0 +ellps=evrst48 +towgs84=-11,851,5
4397 +proj=cass +lat_0=4.85938055555556 +lon_0=100.816766666667 +x_0=0 +y_0=133453.669 +ellps=evrst48 +towgs84=-11,851,5
4398 +proj=cass +lat_0=5.89392222222222 +lon_0=102.177291666667 +x_0=0 +y_0=0 +ellps=evrst48 +towgs84=-11,851,5
4400 +proj=tmerc +lat_0=0 +lon_0=177 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=2,204,105
4401 +proj=tmerc +lat_0=0 +lon_0=-177 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-2,152,149
4402 +proj=tmerc +lat_0=0 +lon_0=-171 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
4403 +proj=tmerc +lat_0=0 +lon_0=-165 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=6,141,148
4404 +proj=tmerc +lat_0=0 +lon_0=-159 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,135,172
4405 +proj=tmerc +lat_0=0 +lon_0=-153 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,135,172
4406 +proj=tmerc +lat_0=0 +lon_0=-147 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,135,172
4407 +proj=tmerc +lat_0=0 +lon_0=-141 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=7,150,141
4408 +proj=tmerc +lat_0=0 +lon_0=-135 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=1,154,187
4409 +proj=tmerc +lat_0=0 +lon_0=-129 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=14,179,158
4410 +proj=tmerc +lat_0=0 +lon_0=-123 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,164,171
4411 +proj=tmerc +lat_0=0 +lon_0=-117 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
4412 +proj=tmerc +lat_0=0 +lon_0=-111 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
4413 +proj=tmerc +lat_0=0 +lon_0=-105 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
4414 6637 +proj=tmerc +lat_0=13.5 +lon_0=144.75 +k=1 +x_0=100000 +y_0=200000 +ellps=WGS84
4415 +proj=lcc +lat_0=-9 +lon_0=26 +lat_1=-6.5 +lat_2=-11.5 +x_0=500000 +y_0=500000 +ellps=clrk66
4417 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=7500000 +y_0=0 +ellps=krass +towgs84=22,-123,-84
4418 +proj=tmerc +lat_0=0 +lon_0=-75 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
4419 +proj=tmerc +lat_0=0 +lon_0=-69 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-25,197,145
4420 +proj=tmerc +lat_0=0 +lon_0=177 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4421 +proj=tmerc +lat_0=0 +lon_0=-177 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4422 +proj=tmerc +lat_0=0 +lon_0=-171 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4423 +proj=tmerc +lat_0=0 +lon_0=-165 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4424 +proj=tmerc +lat_0=0 +lon_0=-159 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4425 +proj=tmerc +lat_0=0 +lon_0=-153 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4426 +proj=tmerc +lat_0=0 +lon_0=-147 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4427 +proj=tmerc +lat_0=0 +lon_0=-141 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4428 +proj=tmerc +lat_0=0 +lon_0=-135 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4429 +proj=tmerc +lat_0=0 +lon_0=-129 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4430 +proj=tmerc +lat_0=0 +lon_0=-123 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4431 +proj=tmerc +lat_0=0 +lon_0=-117 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4432 +proj=tmerc +lat_0=0 +lon_0=-111 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4433 +proj=tmerc +lat_0=0 +lon_0=-105 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4434 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=8500000 +y_0=0 +ellps=krass +towgs84=13,-127,-96
4438 +proj=tmerc +lat_0=0 +lon_0=-75 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4439 +proj=tmerc +lat_0=0 +lon_0=-69 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
4455 +proj=lcc +lat_0=39.3333333333333 +lon_0=-77.75 +lat_1=40.9666666666667 +lat_2=39.9333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
4456 +proj=lcc +lat_0=40.5 +lon_0=-74 +lat_1=41.0333333333333 +lat_2=40.6666666666667 +x_0=609601.219202438 +y_0=30480.0609601219 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
4462 +proj=lcc +lat_0=-27 +lon_0=132 +lat_1=-18 +lat_2=-36 +x_0=0 +y_0=0 +ellps=WGS84
4471 5629 7075 10674 32738 +proj=utm +zone=38 +south +ellps=WGS84
4472 4475 +proj=longlat +ellps=intl +towgs84=-382,-57,-257
4491 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=13500000 +y_0=0 +ellps=WGS84
4492 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=14500000 +y_0=0 +ellps=WGS84
4493 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=15500000 +y_0=0 +ellps=WGS84
4494 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=16500000 +y_0=0 +ellps=WGS84
4495 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=17500000 +y_0=0 +ellps=WGS84
4496 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=18500000 +y_0=0 +ellps=WGS84
4497 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=19500000 +y_0=0 +ellps=WGS84
4498 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=20500000 +y_0=0 +ellps=WGS84
4499 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=21500000 +y_0=0 +ellps=WGS84
4500 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=22500000 +y_0=0 +ellps=WGS84
4501 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=23500000 +y_0=0 +ellps=WGS84
4502 4534 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4503 4536 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4504 4538 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4505 4540 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4506 4542 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4507 4544 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4508 4546 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4509 4548 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4510 4550 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4511 4552 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4512 4554 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4513 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=25500000 +y_0=0 +ellps=WGS84
4514 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=26500000 +y_0=0 +ellps=WGS84
4515 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=27500000 +y_0=0 +ellps=WGS84
4516 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=28500000 +y_0=0 +ellps=WGS84
4517 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=29500000 +y_0=0 +ellps=WGS84
4518 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=30500000 +y_0=0 +ellps=WGS84
4519 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=31500000 +y_0=0 +ellps=WGS84
4520 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=32500000 +y_0=0 +ellps=WGS84
4521 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=33500000 +y_0=0 +ellps=WGS84
4522 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=34500000 +y_0=0 +ellps=WGS84
4523 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=35500000 +y_0=0 +ellps=WGS84
4524 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=36500000 +y_0=0 +ellps=WGS84
4525 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=37500000 +y_0=0 +ellps=WGS84
4526 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=38500000 +y_0=0 +ellps=WGS84
4527 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=39500000 +y_0=0 +ellps=WGS84
4528 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=40500000 +y_0=0 +ellps=WGS84
4529 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=41500000 +y_0=0 +ellps=WGS84
4530 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=42500000 +y_0=0 +ellps=WGS84
4531 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=43500000 +y_0=0 +ellps=WGS84
4532 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=44500000 +y_0=0 +ellps=WGS84
4533 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=45500000 +y_0=0 +ellps=WGS84
4535 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4537 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4539 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4541 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4543 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4545 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4547 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4549 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4551 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4553 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
4568 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=13500000 +y_0=0 +ellps=krass
4569 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=14500000 +y_0=0 +ellps=krass
4570 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=15500000 +y_0=0 +ellps=krass
4571 21416 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=16500000 +y_0=0 +ellps=krass
4572 21417 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=17500000 +y_0=0 +ellps=krass
4575 21420 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=20500000 +y_0=0 +ellps=krass
4576 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=21500000 +y_0=0 +ellps=krass
4577 21422 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=22500000 +y_0=0 +ellps=krass
4578 21423 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=23500000 +y_0=0 +ellps=krass
4580 4784 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=500000 +y_0=0 +ellps=krass
4581 4786 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=500000 +y_0=0 +ellps=krass
4585 4794 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +y_0=0 +ellps=krass
4587 4798 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=500000 +y_0=0 +ellps=krass
4600 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=44,199,-417
4601 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-255,-15,71
4602 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=725,685,536
4603 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=72,214,93
4604 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=174,359,365
4605 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=9,183,236
4606 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-153,153,307
4607 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=196,333,275
4610 +proj=longlat +ellps=IAU76
4611 +proj=longlat +ellps=intl +towgs84=-159,-264,-186
4613 +proj=longlat +ellps=bessel +towgs84=-406,684,43
4614 +proj=longlat +ellps=intl +towgs84=-141,-300,11
4615 +proj=longlat +ellps=intl +towgs84=-499,-249,314
4616 +proj=longlat +ellps=intl +towgs84=-289,-124,60
4618 +proj=longlat +ellps=aust_SA +towgs84=-65,1,-38
4620 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-106,-129,165
4621 +proj=longlat +ellps=intl +towgs84=137,248,-430
4622 +proj=longlat +ellps=intl +towgs84=-473,-6,-304
4623 +proj=longlat +ellps=intl +towgs84=-186,230,110
4625 +proj=longlat +ellps=intl +towgs84=145,557,128
4626 +proj=longlat +ellps=intl +towgs84=94,-948,-1262
4628 +proj=longlat +ellps=intl +towgs84=162,117,154
4629 +proj=longlat +ellps=intl +towgs84=72,346,79
4632 +proj=longlat +ellps=intl +towgs84=-382,-59,-262
4633 +proj=longlat +ellps=intl +towgs84=335,223,-231
4634 4662 +proj=longlat +ellps=intl +towgs84=-12,-349,292
4636 +proj=longlat +ellps=intl +towgs84=365,194,166
4637 +proj=longlat +ellps=intl +towgs84=325,154,172
4638 +proj=longlat +ellps=clrk66 +towgs84=11,424,373
4639 +proj=longlat +ellps=intl +towgs84=253,-132,-127
4641 +proj=longlat +ellps=intl +towgs84=288,178,-135
4642 +proj=longlat +ellps=intl +towgs84=-13,-348,292
4643 +proj=longlat +ellps=intl +towgs84=-653,-158,54
4644 +proj=longlat +ellps=intl +towgs84=-10,-350,291
4646 +proj=longlat +ellps=intl +towgs84=-963,510,-359
4647 5652 10288 10289 +proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=32500000 +y_0=0 +ellps=WGS84
4653 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=26500000 +y_0=0 +ellps=krass
4654 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=27500000 +y_0=0 +ellps=krass
4655 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=28500000 +y_0=0 +ellps=krass
4656 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=29500000 +y_0=0 +ellps=krass
4657 +proj=longlat +a=6377019.27 +rf=300 +towgs84=-28,199,5
4658 +proj=longlat +ellps=intl +towgs84=-73,47,-83
4660 +proj=longlat +ellps=intl +towgs84=32,160,-236
4663 +proj=longlat +ellps=intl +towgs84=-505,-247,311
4664 +proj=longlat +ellps=intl +towgs84=-205,140,55
4665 +proj=longlat +ellps=intl +towgs84=-100,163,-32
4666 +proj=longlat +ellps=bessel +towgs84=530,-194,583
4668 +proj=longlat +ellps=intl +towgs84=-86,-98,-119
4672 4673 +proj=longlat +ellps=intl +towgs84=175,-38,113
4676 +proj=longlat +ellps=krass +towgs84=42,-125,-37
4677 4991 +proj=longlat +ellps=krass +towgs84=44,-130,-39
4678 4993 +proj=longlat +ellps=krass +towgs84=45,-131,-40
4679 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-80,253,291
4682 +proj=longlat +ellps=evrst30 +towgs84=284,736,261
4683 4995 +proj=longlat +ellps=clrk66 +towgs84=-135,-73,-44
4684 +proj=longlat +ellps=intl +towgs84=-133,-321,50
4688 +proj=longlat +ellps=intl +towgs84=928,1050,329
4689 +proj=longlat +ellps=intl +towgs84=382,32,71
4690 +proj=longlat +ellps=intl +towgs84=222,152,176
4691 +proj=longlat +ellps=intl +towgs84=219,150,176
4692 +proj=longlat +ellps=intl +towgs84=217,86,23
4698 +proj=longlat +ellps=intl +towgs84=145,-187,103
4699 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-770,158,-498
4701 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-80,-158,-169
4705 +proj=longlat +ellps=intl +towgs84=-260,-4,-103
4706 +proj=longlat +ellps=helmert +towgs84=-146,113,4
4707 +proj=longlat +ellps=intl +towgs84=114,-116,-333
4708 +proj=longlat +ellps=aust_SA +towgs84=-491,-22,435
4709 +proj=longlat +ellps=intl +towgs84=145,75,-272
4710 +proj=longlat +ellps=intl +towgs84=-324,551,-491
4711 +proj=longlat +ellps=intl +towgs84=-44,-152,59
4712 +proj=longlat +ellps=intl +towgs84=-205,107,53
4713 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-77,-128,142
4714 +proj=longlat +ellps=intl +towgs84=-127,-769,472
4715 +proj=longlat +ellps=intl +towgs84=-104,-129,239
4716 +proj=longlat +ellps=intl +towgs84=298,-304,-375
4717 +proj=longlat +ellps=clrk66 +towgs84=-2,151,181
4718 +proj=longlat +ellps=intl +towgs84=282,-220,-744
4719 +proj=longlat +ellps=intl +towgs84=211,147,111
4720 +proj=longlat +ellps=WGS72 +towgs84=0,-16,5
4721 +proj=longlat +ellps=intl +towgs84=265,385,-194
4722 +proj=longlat +ellps=intl +towgs84=-794,119,-298
4723 +proj=longlat +ellps=clrk66 +towgs84=78,37,163
4724 +proj=longlat +ellps=intl +towgs84=208,-435,-229
4725 +proj=longlat +ellps=intl +towgs84=-20,-118,-138
4726 +proj=longlat +ellps=clrk66 +towgs84=70,-33,204
4727 +proj=longlat +ellps=intl +towgs84=209,-90,381
4728 9403 +proj=longlat +ellps=intl +towgs84=-307,-92,127
4729 +proj=longlat +ellps=intl +towgs84=45,-1,-60
4730 +proj=longlat +ellps=intl +towgs84=170,42,84
4732 +proj=longlat +ellps=hough +towgs84=102,52,-38
4733 +proj=longlat +ellps=intl +towgs84=276,-57,149
4734 +proj=longlat +ellps=intl +towgs84=-632,438,-609
4735 +proj=longlat +ellps=intl +towgs84=647,1777,-1124
4736 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=260,12,-147
4739 +proj=longlat +ellps=intl +towgs84=-156,-271,-189
4740 4923 7678 7680 9474 9475 +proj=longlat +a=6378136 +rf=298.257839303
4741 +proj=longlat +ellps=intl +towgs84=-243,-265,-37
4743 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=71,-336,263
4744 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-242,-145,370
4745 +proj=longlat +ellps=bessel +towgs84=626,25,439
4746 +proj=longlat +ellps=bessel +towgs84=609,22,419
4748 +proj=longlat +a=6378306.3696 +b=6356571.996 +towgs84=51,391,-36
4751 +proj=longlat +ellps=evrst69 +towgs84=-11,851,5
4752 +proj=longlat +a=6378306.3696 +b=6356571.996 +towgs84=98,390,-22
4754 4900 +proj=longlat +ellps=intl +towgs84=-208,-110,-3
4756 +proj=longlat +ellps=WGS84 +towgs84=-192,-39,-111
4772 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=36500000 +y_0=0 +ellps=krass
4773 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=37500000 +y_0=0 +ellps=krass
4776 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=40500000 +y_0=0 +ellps=krass
4777 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=41500000 +y_0=0 +ellps=krass
4783 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=500000 +y_0=0 +ellps=krass
4785 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=500000 +y_0=0 +ellps=krass
4793 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=500000 +y_0=0 +ellps=krass
4797 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=krass
4801 +proj=longlat +ellps=bessel +pm=bern +towgs84=674,15,405
4802 +proj=longlat +ellps=intl +pm=bogota +towgs84=307,304,-318
4803 +proj=longlat +ellps=intl +pm=lisbon +towgs84=-282,-64,122
4804 +proj=longlat +ellps=bessel +pm=jakarta +towgs84=-588,520,146
4805 +proj=longlat +ellps=bessel +pm=ferro +towgs84=589,92,478
4806 +proj=longlat +ellps=intl +pm=rome
4807 7400 +proj=longlat +ellps=clrk80ign +pm=paris +towgs84=-168,-60,320 +degrees=0.8999999999999991
4808 +proj=longlat +ellps=bessel +pm=jakarta
4809 +proj=longlat +ellps=intl +pm=brussels
4810 +proj=longlat +ellps=intl +pm=paris +towgs84=-198,-241,-108 +degrees=0.8999999999999991
4811 +proj=longlat +ellps=clrk80ign +pm=paris +towgs84=-73,-247,227 +degrees=0.8999999999999991
4813 +proj=longlat +ellps=bessel +pm=jakarta +towgs84=-377,681,-50
4814 +proj=longlat +ellps=bessel +pm=stockholm
4815 +proj=longlat +ellps=bessel +pm=athens +towgs84=-121,117,4
4816 +proj=longlat +ellps=clrk80ign +pm=paris +towgs84=-263,6,431 +degrees=0.8999999999999991
4817 +proj=longlat +a=6377492.018 +rf=299.1528128 +pm=oslo +towgs84=307,-210,506
4818 +proj=longlat +ellps=bessel +pm=ferro +towgs84=566,68,450
4819 +proj=longlat +a=6378249.145 +rf=293.465 +pm=paris +degrees=0.8999999999999991
4820 +proj=longlat +ellps=bessel +pm=jakarta +towgs84=-403,684,41
4821 +proj=longlat +ellps=clrk80ign +pm=paris +degrees=0.8999999999999991
4826 +proj=lcc +lat_0=15.8333333333333 +lon_0=-24 +lat_1=15 +lat_2=16.6666666666667 +x_0=161587.83 +y_0=128511.202 +ellps=WGS84
4839 5243 +proj=lcc +lat_0=51 +lon_0=10.5 +lat_1=48.6666666666667 +lat_2=53.6666666666667 +x_0=0 +y_0=0 +ellps=WGS84
4855 +proj=tmerc +lat_0=0 +lon_0=5.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4856 +proj=tmerc +lat_0=0 +lon_0=6.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4857 +proj=tmerc +lat_0=0 +lon_0=7.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4858 +proj=tmerc +lat_0=0 +lon_0=8.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4859 +proj=tmerc +lat_0=0 +lon_0=9.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4860 +proj=tmerc +lat_0=0 +lon_0=10.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4861 +proj=tmerc +lat_0=0 +lon_0=11.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4862 +proj=tmerc +lat_0=0 +lon_0=12.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4863 +proj=tmerc +lat_0=0 +lon_0=13.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4864 +proj=tmerc +lat_0=0 +lon_0=14.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4865 +proj=tmerc +lat_0=0 +lon_0=15.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4866 +proj=tmerc +lat_0=0 +lon_0=16.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4867 +proj=tmerc +lat_0=0 +lon_0=17.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4868 +proj=tmerc +lat_0=0 +lon_0=18.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4869 +proj=tmerc +lat_0=0 +lon_0=19.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4870 +proj=tmerc +lat_0=0 +lon_0=20.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4871 +proj=tmerc +lat_0=0 +lon_0=21.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4872 +proj=tmerc +lat_0=0 +lon_0=22.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4873 +proj=tmerc +lat_0=0 +lon_0=23.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4874 +proj=tmerc +lat_0=0 +lon_0=24.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4875 +proj=tmerc +lat_0=0 +lon_0=25.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4876 +proj=tmerc +lat_0=0 +lon_0=26.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4877 +proj=tmerc +lat_0=0 +lon_0=27.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4878 +proj=tmerc +lat_0=0 +lon_0=28.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4879 +proj=tmerc +lat_0=0 +lon_0=29.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4880 +proj=tmerc +lat_0=0 +lon_0=30.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
4901 +proj=longlat +a=6376523 +rf=308.64 +pm=2.33720833333333 +degrees=0.8999999999999991
4902 +proj=longlat +a=6376523 +rf=308.64 +pm=paris +degrees=0.8999999999999991
4903 +proj=longlat +a=6378298.3 +rf=294.73 +pm=-3.687375
4904 +proj=longlat +ellps=bessel +pm=lisbon +towgs84=530,-194,583
5018 +proj=tmerc +lat_0=39.6666666666667 +lon_0=-8.13190611111111 +k=1 +x_0=0 +y_0=0 +ellps=intl +towgs84=-282,-64,122
5041 32661 +proj=stere +lat_0=90 +lon_0=0 +k=0.994 +x_0=2000000 +y_0=2000000 +ellps=WGS84
5042 32761 +proj=stere +lat_0=-90 +lon_0=0 +k=0.994 +x_0=2000000 +y_0=2000000 +ellps=WGS84
5069 +proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +x_0=0 +y_0=0 +ellps=clrk66 +towgs84=-9,159,176
5070 5071 5072 6350 +proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +x_0=0 +y_0=0 +ellps=WGS84
5105 5945 6145 +proj=tmerc +lat_0=58 +lon_0=5.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5106 5946 6146 +proj=tmerc +lat_0=58 +lon_0=6.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5107 5947 6147 +proj=tmerc +lat_0=58 +lon_0=7.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5108 5948 6148 +proj=tmerc +lat_0=58 +lon_0=8.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5109 5949 6149 +proj=tmerc +lat_0=58 +lon_0=9.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5110 5950 6150 +proj=tmerc +lat_0=58 +lon_0=10.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5111 5951 6151 +proj=tmerc +lat_0=58 +lon_0=11.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5112 5952 6152 +proj=tmerc +lat_0=58 +lon_0=12.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5113 5953 6153 +proj=tmerc +lat_0=58 +lon_0=13.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5114 5954 6154 +proj=tmerc +lat_0=58 +lon_0=14.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5115 5955 6155 +proj=tmerc +lat_0=58 +lon_0=15.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5116 5956 6156 +proj=tmerc +lat_0=58 +lon_0=16.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5117 5957 6157 +proj=tmerc +lat_0=58 +lon_0=17.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5118 5958 6158 +proj=tmerc +lat_0=58 +lon_0=18.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5119 5959 6159 +proj=tmerc +lat_0=58 +lon_0=19.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5120 5960 6160 +proj=tmerc +lat_0=58 +lon_0=20.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5121 5961 6161 +proj=tmerc +lat_0=58 +lon_0=21.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5122 5962 6162 +proj=tmerc +lat_0=58 +lon_0=22.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5123 5963 6163 +proj=tmerc +lat_0=58 +lon_0=23.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5124 5964 6164 +proj=tmerc +lat_0=58 +lon_0=24.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5125 5965 6165 +proj=tmerc +lat_0=58 +lon_0=25.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5126 5966 6166 +proj=tmerc +lat_0=58 +lon_0=26.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5127 5967 6167 +proj=tmerc +lat_0=58 +lon_0=27.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5128 5968 6168 +proj=tmerc +lat_0=58 +lon_0=28.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5129 5969 6169 +proj=tmerc +lat_0=58 +lon_0=29.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5130 5970 6170 +proj=tmerc +lat_0=58 +lon_0=30.5 +k=1 +x_0=100000 +y_0=1000000 +ellps=WGS84
5167 +proj=tmerc +lat_0=38 +lon_0=131 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-129,480,659
5168 +proj=tmerc +lat_0=38 +lon_0=127 +k=1 +x_0=200000 +y_0=550000 +ellps=bessel +towgs84=-121,481,663
5169 +proj=tmerc +lat_0=38 +lon_0=125 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-337,328,665
5170 +proj=tmerc +lat_0=38 +lon_0=127 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-334,322,663
5171 +proj=tmerc +lat_0=38 +lon_0=129 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-328,316,661
5172 +proj=tmerc +lat_0=38 +lon_0=131 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-323,314,659
5173 +proj=tmerc +lat_0=38 +lon_0=125.002890277778 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-125,478,665
5174 +proj=tmerc +lat_0=38 +lon_0=127.002890277778 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-125,479,663
5175 +proj=tmerc +lat_0=38 +lon_0=127.002890277778 +k=1 +x_0=200000 +y_0=550000 +ellps=bessel +towgs84=-121,481,663
5176 +proj=tmerc +lat_0=38 +lon_0=129.002890277778 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-127,480,661
5177 +proj=tmerc +lat_0=38 +lon_0=131.002890277778 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel +towgs84=-129,480,659
5178 +proj=tmerc +lat_0=38 +lon_0=127.5 +k=0.9996 +x_0=1000000 +y_0=2000000 +ellps=bessel +towgs84=-125,480,662
5179 +proj=tmerc +lat_0=38 +lon_0=127.5 +k=0.9996 +x_0=1000000 +y_0=2000000 +ellps=WGS84
5180 +proj=tmerc +lat_0=38 +lon_0=125 +k=1 +x_0=200000 +y_0=500000 +ellps=WGS84
5181 +proj=tmerc +lat_0=38 +lon_0=127 +k=1 +x_0=200000 +y_0=500000 +ellps=WGS84
5182 +proj=tmerc +lat_0=38 +lon_0=127 +k=1 +x_0=200000 +y_0=550000 +ellps=WGS84
5183 +proj=tmerc +lat_0=38 +lon_0=129 +k=1 +x_0=200000 +y_0=500000 +ellps=WGS84
5184 +proj=tmerc +lat_0=38 +lon_0=131 +k=1 +x_0=200000 +y_0=500000 +ellps=WGS84
5185 +proj=tmerc +lat_0=38 +lon_0=125 +k=1 +x_0=200000 +y_0=600000 +ellps=WGS84
5186 +proj=tmerc +lat_0=38 +lon_0=127 +k=1 +x_0=200000 +y_0=600000 +ellps=WGS84
5187 +proj=tmerc +lat_0=38 +lon_0=129 +k=1 +x_0=200000 +y_0=600000 +ellps=WGS84
5188 +proj=tmerc +lat_0=38 +lon_0=131 +k=1 +x_0=200000 +y_0=600000 +ellps=WGS84
5221 +proj=krovak +lat_0=49.5 +lon_0=42.5 +alpha=30.2881397527778 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +pm=ferro +towgs84=566,68,450
5223 +proj=tmerc +lat_0=0 +lon_0=12 +k=0.9996 +x_0=500000 +y_0=500000 +ellps=WGS84
5228 +proj=longlat +ellps=bessel +towgs84=580,69,459
5229 +proj=longlat +ellps=bessel +pm=ferro +towgs84=580,69,459
5233 +proj=longlat +ellps=evrst30 +towgs84=-98,783,85
5234 +proj=tmerc +lat_0=7.00048027777778 +lon_0=80.7717111111111 +k=0.9999238418 +x_0=200000 +y_0=200000 +ellps=evrst30 +towgs84=-97,787,86
5235 +proj=tmerc +lat_0=7.00047152777778 +lon_0=80.7717130833333 +k=0.9999238418 +x_0=500000 +y_0=500000 +ellps=evrst30 +towgs84=-98,783,85
5255 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
5256 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
5257 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
5258 +proj=tmerc +lat_0=0 +lon_0=42 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
5259 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
5266 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=250000 +y_0=0 +ellps=WGS84
5269 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=9500000 +y_0=0 +ellps=WGS84
5270 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=10500000 +y_0=0 +ellps=WGS84
5271 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=11500000 +y_0=0 +ellps=WGS84
5272 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=12500000 +y_0=0 +ellps=WGS84
5273 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=13500000 +y_0=0 +ellps=WGS84
5274 +proj=tmerc +lat_0=0 +lon_0=42 +k=1 +x_0=14500000 +y_0=0 +ellps=WGS84
5275 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=15500000 +y_0=0 +ellps=WGS84
5292 +proj=tmerc +lat_0=0 +lon_0=90.7333333333333 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5293 5305 +proj=tmerc +lat_0=0 +lon_0=89.55 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5294 5301 +proj=tmerc +lat_0=0 +lon_0=89.85 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5295 +proj=tmerc +lat_0=0 +lon_0=90.0333333333333 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5296 +proj=tmerc +lat_0=0 +lon_0=90.15 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5297 +proj=tmerc +lat_0=0 +lon_0=91.1333333333333 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5298 +proj=tmerc +lat_0=0 +lon_0=91.2333333333333 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5299 +proj=tmerc +lat_0=0 +lon_0=89.35 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5300 +proj=tmerc +lat_0=0 +lon_0=91.35 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5302 5310 +proj=tmerc +lat_0=0 +lon_0=91.5666666666667 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5303 +proj=tmerc +lat_0=0 +lon_0=89.0666666666667 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5304 +proj=tmerc +lat_0=0 +lon_0=90.2666666666667 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5306 +proj=tmerc +lat_0=0 +lon_0=91.75 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5307 +proj=tmerc +lat_0=0 +lon_0=90.5 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5308 +proj=tmerc +lat_0=0 +lon_0=90.1666666666667 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5309 +proj=tmerc +lat_0=0 +lon_0=90.1166666666667 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5311 +proj=tmerc +lat_0=0 +lon_0=90.8666666666667 +k=1 +x_0=250000 +y_0=-2500000 +ellps=WGS84
5316 5318 +proj=tmerc +lat_0=0 +lon_0=-7 +k=0.999997 +x_0=200000 +y_0=-6000000 +ellps=WGS84
5320 5321 +proj=lcc +lat_0=0 +lon_0=-84 +lat_1=44.5 +lat_2=54.5 +x_0=1000000 +y_0=0 +ellps=WGS84
5325 9952 +proj=lcc +lat_0=65 +lon_0=-19 +lat_1=64.25 +lat_2=65.75 +x_0=1700000 +y_0=300000 +ellps=WGS84
5329 +proj=merc +lon_0=3.19228055555556 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel +pm=jakarta +towgs84=-403,684,41
5330 +proj=merc +lon_0=3.19228055555556 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel +pm=jakarta +towgs84=-377,681,-50
5331 +proj=merc +lon_0=3.19228055555556 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel +pm=jakarta +towgs84=-588,520,146
5337 +proj=utm +zone=25 +south +ellps=intl +towgs84=-157,294,-148
5343 22171 22181 +proj=tmerc +lat_0=-90 +lon_0=-72 +k=1 +x_0=1500000 +y_0=0 +ellps=WGS84
5344 22172 22182 +proj=tmerc +lat_0=-90 +lon_0=-69 +k=1 +x_0=2500000 +y_0=0 +ellps=WGS84
5345 22173 22183 +proj=tmerc +lat_0=-90 +lon_0=-66 +k=1 +x_0=3500000 +y_0=0 +ellps=WGS84
5346 22174 22184 +proj=tmerc +lat_0=-90 +lon_0=-63 +k=1 +x_0=4500000 +y_0=0 +ellps=WGS84
5347 22175 22185 +proj=tmerc +lat_0=-90 +lon_0=-60 +k=1 +x_0=5500000 +y_0=0 +ellps=WGS84
5348 22176 22186 +proj=tmerc +lat_0=-90 +lon_0=-57 +k=1 +x_0=6500000 +y_0=0 +ellps=WGS84
5349 22177 22187 +proj=tmerc +lat_0=-90 +lon_0=-54 +k=1 +x_0=7500000 +y_0=0 +ellps=WGS84
5355 31980 31995 32720 +proj=utm +zone=20 +south +ellps=WGS84
5356 5361 5389 8951 9150 9155 9265 9699 20049 31979 31994 32719 +proj=utm +zone=19 +south +ellps=WGS84
5357 5382 31981 31996 32721 +proj=utm +zone=21 +south +ellps=WGS84
5362 5387 8950 9149 9154 9698 20048 31978 31993 32718 +proj=utm +zone=18 +south +ellps=WGS84
5367 8908 8912 +proj=tmerc +lat_0=0 +lon_0=-84 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
5383 31982 31997 32722 +proj=utm +zone=22 +south +ellps=WGS84
5396 32726 +proj=utm +zone=26 +south +ellps=WGS84
5451 +proj=longlat +ellps=clrk66 +towgs84=206,81,-93
5456 +proj=lcc +lat_1=10.4666666666667 +lat_0=10.4666666666667 +lon_0=-84.3333333333333 +k_0=0.99995696 +x_0=500000 +y_0=271820.522 +ellps=clrk66 +towgs84=210,42,-81
5457 +proj=lcc +lat_1=9 +lat_0=9 +lon_0=-83.6666666666667 +k_0=0.99995696 +x_0=500000 +y_0=327987.436 +ellps=clrk66 +towgs84=210,44,-81
5458 32061 +proj=lcc +lat_1=16.8166666666667 +lat_0=16.8166666666667 +lon_0=-90.3333333333333 +k_0=0.99992226 +x_0=500000 +y_0=292209.579 +ellps=clrk66 +towgs84=0,125,194
5459 +proj=lcc +lat_1=14.9 +lat_0=14.9 +lon_0=-90.3333333333333 +k_0=0.99989906 +x_0=500000 +y_0=325992.681 +ellps=clrk66 +towgs84=205,96,-98
5460 +proj=lcc +lat_1=13.7833333333333 +lat_0=13.7833333333333 +lon_0=-89 +k_0=0.99996704 +x_0=500000 +y_0=295809.184 +ellps=clrk66 +towgs84=205,96,-98
5461 +proj=lcc +lat_1=13.8666666666667 +lat_0=13.8666666666667 +lon_0=-85.5 +k_0=0.99990314 +x_0=500000 +y_0=359891.816 +ellps=clrk66 +towgs84=205,96,-98
5462 +proj=lcc +lat_1=11.7333333333333 +lat_0=11.7333333333333 +lon_0=-85.5 +k_0=0.99992228 +x_0=500000 +y_0=288876.327 +ellps=clrk66 +towgs84=207,71,-92
5463 +proj=utm +zone=17 +ellps=aust_SA +towgs84=-87,201,-46
5466 +proj=tmerc +lat_0=17.0612419444444 +lon_0=-88.6318575 +k=1 +x_0=66220.0283308276 +y_0=135779.50998853 +a=6378293.64520876 +b=6356617.98767984
5469 +proj=lcc +lat_1=8.41666666666667 +lat_0=8.41666666666667 +lon_0=-80 +k_0=0.99989909 +x_0=500000 +y_0=294865.303 +ellps=clrk66
5472 +proj=poly +lat_0=8.25 +lon_0=-81 +x_0=914391.7962 +y_0=999404.721715486 +ellps=clrk66 +to_meter=0.9143917962
5479 +proj=lcc +lat_0=-78 +lon_0=163 +lat_1=-76.6666666666667 +lat_2=-79.3333333333333 +x_0=7000000 +y_0=5000000 +ellps=WGS84
5480 +proj=lcc +lat_0=-74.5 +lon_0=165 +lat_1=-73.6666666666667 +lat_2=-75.3333333333333 +x_0=5000000 +y_0=3000000 +ellps=WGS84
5481 +proj=lcc +lat_0=-71.5 +lon_0=166 +lat_1=-70.6666666666667 +lat_2=-72.3333333333333 +x_0=3000000 +y_0=1000000 +ellps=WGS84
5482 +proj=stere +lat_0=-90 +lon_0=180 +k=0.994 +x_0=5000000 +y_0=1000000 +ellps=WGS84
5513 +proj=krovak +axis=swu +lat_0=49.5 +lon_0=24.8333333333333 +alpha=30.2881397527778 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=572,70,457
5514 +proj=krovak +lat_0=49.5 +lon_0=24.8333333333333 +alpha=30.2881397527778 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=572,70,457
5518 5519 +proj=tmerc +lat_0=-44 +lon_0=-176.5 +k=1 +x_0=350000 +y_0=650000 +ellps=intl +towgs84=175,-38,113
5520 5680 31491 +proj=tmerc +lat_0=0 +lon_0=3 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel
5523 +proj=tmerc +lat_0=0 +lon_0=11.5 +k=0.9996 +x_0=1500000 +y_0=5500000 +ellps=WGS84
5527 +proj=longlat +ellps=aust_SA +towgs84=-67,4,-38
5530 +proj=poly +lat_0=0 +lon_0=-54 +x_0=5000000 +y_0=10000000 +ellps=aust_SA +towgs84=-67,4,-38
5531 29191 +proj=utm +zone=21 +south +ellps=aust_SA +towgs84=-67,4,-38
5532 5858 29192 +proj=utm +zone=22 +south +ellps=aust_SA +towgs84=-67,4,-38
5533 29193 +proj=utm +zone=23 +south +ellps=aust_SA +towgs84=-67,4,-38
5534 29194 +proj=utm +zone=24 +south +ellps=aust_SA +towgs84=-67,4,-38
5535 29195 +proj=utm +zone=25 +south +ellps=aust_SA +towgs84=-67,4,-38
5536 +proj=utm +zone=21 +south +ellps=intl
5537 +proj=utm +zone=22 +south +ellps=intl
5538 +proj=utm +zone=23 +south +ellps=intl
5539 +proj=utm +zone=24 +south +ellps=intl
5550 7854 8456 9494 23884 28354 32754 +proj=utm +zone=54 +south +ellps=WGS84
5551 7855 28355 32755 +proj=utm +zone=55 +south +ellps=WGS84
5552 7856 28356 32756 +proj=utm +zone=56 +south +ellps=WGS84
5559 +proj=lcc +lat_1=16.8166666666667 +lat_0=16.8166666666667 +lon_0=-90.3333333333333 +k_0=0.99992226 +x_0=500000 +y_0=292209.579 +ellps=clrk66 +towgs84=205,96,-98
5560 5561 +proj=longlat +ellps=krass +towgs84=24,-121,-76
5562 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=4500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5563 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=5500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5564 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=6500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5565 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=7500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5566 5577 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5567 5579 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5568 5581 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5569 5583 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5570 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=7500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5571 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=8500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5572 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=9500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5573 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=10500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5574 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=11500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5575 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=12500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5576 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=13500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5578 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5580 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5582 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
5588 +proj=sterea +lat_0=46.5 +lon_0=-66.5 +k=0.999912 +x_0=304800 +y_0=304800 +ellps=clrk66 +to_meter=0.3048 +towgs84=-22,160,190
5589 +proj=tmerc +lat_0=17.0612419444444 +lon_0=-88.6318575 +k=1 +x_0=66220.0283308276 +y_0=135779.50998853 +a=6378293.64520876 +b=6356617.98767984 +to_meter=0.3047972654
5596 5598 +proj=tmerc +lat_0=0 +lon_0=11.3333333333333 +k=1 +x_0=1000000 +y_0=0 +ellps=WGS84
5623 +proj=tmerc +lat_0=41.5 +lon_0=-83.6666666666667 +k=0.999942857 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
5624 +proj=tmerc +lat_0=41.5 +lon_0=-85.75 +k=0.999909091 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
5625 +proj=tmerc +lat_0=41.5 +lon_0=-88.75 +k=0.999909091 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
5627 +proj=tmerc +lat_0=0 +lon_0=6 +k=0.9996 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-84,-97,-117
5641 +proj=merc +lat_ts=-2 +lon_0=-43 +x_0=5000000 +y_0=10000000 +ellps=WGS84
5643 +proj=lcc +lat_0=48 +lon_0=10 +lat_1=52.6666666666667 +lat_2=54.3333333333333 +x_0=815000 +y_0=0 +ellps=intl +towgs84=-83,-96,-116
5644 7076 32739 +proj=utm +zone=39 +south +ellps=WGS84
5646 5654 5655 6590 8787 +proj=tmerc +lat_0=42.5 +lon_0=-72.5 +k=0.999964286 +x_0=500000.00001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
5649 5651 10286 10287 +proj=tmerc +lat_0=0 +lon_0=3 +k=0.9996 +x_0=31500000 +y_0=0 +ellps=WGS84
5650 5653 10290 10291 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.9996 +x_0=33500000 +y_0=0 +ellps=WGS84
5659 +proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=500053 +y_0=-3999820 +ellps=intl +towgs84=-170,-55,58
5676 31462 31466 31492 +proj=tmerc +lat_0=0 +lon_0=6 +k=1 +x_0=2500000 +y_0=0 +ellps=bessel +towgs84=605,22,418
5677 31463 31467 31493 +proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 +ellps=bessel +towgs84=607,22,418
5678 31464 31468 31494 +proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 +ellps=bessel +towgs84=614,23,424
5679 31465 31469 31495 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=5500000 +y_0=0 +ellps=bessel +towgs84=611,20,418
5681 5830 +proj=longlat +ellps=bessel +towgs84=603,21,412
5682 5832 9928 9932 +proj=tmerc +lat_0=0 +lon_0=6 +k=1 +x_0=2500000 +y_0=0 +ellps=bessel +towgs84=599,21,411
5683 5833 9929 9933 +proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 +ellps=bessel +towgs84=601,21,412
5684 5834 9930 9934 +proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 +ellps=bessel +towgs84=604,21,413
5685 5835 9931 9935 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=5500000 +y_0=0 +ellps=bessel +towgs84=607,22,414
5700 8903 32701 +proj=utm +zone=1 +south +ellps=WGS84
5707 27571 27581 +proj=lcc +lat_1=49.5 +lat_0=49.5 +lon_0=0 +k_0=0.999877341 +x_0=600000 +y_0=1200000 +ellps=clrk80ign +pm=paris +towgs84=-168,-60,320
5708 27574 27584 +proj=lcc +lat_1=42.165 +lat_0=42.165 +lon_0=0 +k_0=0.99994471 +x_0=234.358 +y_0=4185861.369 +ellps=clrk80ign +pm=paris +towgs84=-168,-60,320
5825 +proj=tmerc +lat_0=-35.3177362777778 +lon_0=149.009294830556 +k=1.000086 +x_0=200000 +y_0=600000 +ellps=aust_SA +towgs84=-140,-44,142
5837 7375 8840 9296 9360 32640 +proj=utm +zone=40 +ellps=WGS84
5839 31977 31992 32717 +proj=utm +zone=17 +south +ellps=WGS84
5842 9159 +proj=tmerc +lat_0=0 +lon_0=12 +k=0.9996 +x_0=500000 +y_0=10000000 +ellps=WGS84
5844 +proj=tmerc +lat_0=0 +lon_0=30 +k=0.9999 +x_0=500000 +y_0=10000000 +ellps=WGS84
5875 +proj=utm +zone=18 +south +ellps=aust_SA +towgs84=-67,4,-38
5876 +proj=utm +zone=19 +south +ellps=aust_SA +towgs84=-67,4,-38
5877 +proj=utm +zone=20 +south +ellps=aust_SA +towgs84=-67,4,-38
5879 +proj=utm +zone=38 +south +ellps=intl +towgs84=-382,-57,-257
5880 +proj=poly +lat_0=0 +lon_0=-54 +x_0=5000000 +y_0=10000000 +ellps=WGS84
5887 +proj=tmerc +lat_0=0 +lon_0=-177 +k=0.9996 +x_0=1500000 +y_0=5000000 +ellps=WGS84
5890 +proj=stere +lat_0=90 +lat_ts=70 +lon_0=90 +x_0=0 +y_0=0 +a=6378273 +b=6356889.449
5896 +proj=tmerc +lat_0=0 +lon_0=102 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
5897 5897 +proj=tmerc +lat_0=0 +lon_0=105 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
5898 5898 +proj=tmerc +lat_0=0 +lon_0=108 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
5899 +proj=tmerc +lat_0=0 +lon_0=107.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
5921 +proj=lcc +lat_0=81.317226 +lon_0=-111 +lat_1=85 +lat_2=77 +x_0=0 +y_0=0 +ellps=WGS84
5922 +proj=lcc +lat_0=81.317226 +lon_0=-39 +lat_1=85 +lat_2=77 +x_0=0 +y_0=0 +ellps=WGS84
5923 +proj=lcc +lat_0=81.317226 +lon_0=33 +lat_1=85 +lat_2=77 +x_0=0 +y_0=0 +ellps=WGS84
5924 +proj=lcc +lat_0=81.317226 +lon_0=105 +lat_1=85 +lat_2=77 +x_0=0 +y_0=0 +ellps=WGS84
5925 +proj=lcc +lat_0=81.317226 +lon_0=177 +lat_1=85 +lat_2=77 +x_0=0 +y_0=0 +ellps=WGS84
5926 +proj=lcc +lat_0=73.1557408611111 +lon_0=-111 +lat_1=77 +lat_2=69 +x_0=0 +y_0=0 +ellps=WGS84
5927 +proj=lcc +lat_0=73.1557408611111 +lon_0=-39 +lat_1=77 +lat_2=69 +x_0=0 +y_0=0 +ellps=WGS84
5928 +proj=lcc +lat_0=73.1557408611111 +lon_0=33 +lat_1=77 +lat_2=69 +x_0=0 +y_0=0 +ellps=WGS84
5929 +proj=lcc +lat_0=73.1557408611111 +lon_0=105 +lat_1=77 +lat_2=69 +x_0=0 +y_0=0 +ellps=WGS84
5930 +proj=lcc +lat_0=73.1557408611111 +lon_0=177 +lat_1=77 +lat_2=69 +x_0=0 +y_0=0 +ellps=WGS84
5931 +proj=lcc +lat_0=65.1012708888889 +lon_0=-111 +lat_1=69 +lat_2=61 +x_0=0 +y_0=0 +ellps=WGS84
5932 +proj=lcc +lat_0=65.1012708888889 +lon_0=-39 +lat_1=69 +lat_2=61 +x_0=0 +y_0=0 +ellps=WGS84
5933 +proj=lcc +lat_0=65.1012708888889 +lon_0=33 +lat_1=69 +lat_2=61 +x_0=0 +y_0=0 +ellps=WGS84
5934 +proj=lcc +lat_0=65.1012708888889 +lon_0=105 +lat_1=69 +lat_2=61 +x_0=0 +y_0=0 +ellps=WGS84
5935 +proj=lcc +lat_0=65.1012708888889 +lon_0=177 +lat_1=69 +lat_2=61 +x_0=0 +y_0=0 +ellps=WGS84
5936 +proj=stere +lat_0=90 +lon_0=-150 +k=0.994 +x_0=2000000 +y_0=2000000 +ellps=WGS84
5937 +proj=stere +lat_0=90 +lon_0=-100 +k=0.994 +x_0=2000000 +y_0=2000000 +ellps=WGS84
5938 +proj=stere +lat_0=90 +lon_0=-33 +k=0.994 +x_0=2000000 +y_0=2000000 +ellps=WGS84
5939 +proj=stere +lat_0=90 +lon_0=18 +k=0.994 +x_0=2000000 +y_0=2000000 +ellps=WGS84
5940 +proj=stere +lat_0=90 +lon_0=105 +k=0.994 +x_0=2000000 +y_0=2000000 +ellps=WGS84
6050 +proj=lcc +lat_0=85.4371183333333 +lon_0=-30 +lat_1=87 +lat_2=83.6666666666667 +x_0=25500000 +y_0=1500000 +ellps=WGS84
6051 +proj=lcc +lat_0=82.0584248888889 +lon_0=-52 +lat_1=83.6666666666667 +lat_2=80.3333333333333 +x_0=18500000 +y_0=2500000 +ellps=WGS84
6052 +proj=lcc +lat_0=82.0584248888889 +lon_0=-12 +lat_1=83.6666666666667 +lat_2=80.3333333333333 +x_0=20500000 +y_0=2500000 +ellps=WGS84
6053 6103 +proj=lcc +lat_0=78.7073375277778 +lon_0=-69 +lat_1=80.3333333333333 +lat_2=77 +x_0=29500000 +y_0=3500000 +ellps=WGS84
6054 +proj=lcc +lat_0=78.7073375277778 +lon_0=-39 +lat_1=80.3333333333333 +lat_2=77 +x_0=31500000 +y_0=3500000 +ellps=WGS84
6055 +proj=lcc +lat_0=78.7073375277778 +lon_0=-10 +lat_1=80.3333333333333 +lat_2=77 +x_0=33500000 +y_0=3500000 +ellps=WGS84
6056 +proj=lcc +lat_0=75.3644033055556 +lon_0=-64 +lat_1=77 +lat_2=73.6666666666667 +x_0=20500000 +y_0=4500000 +ellps=WGS84
6057 +proj=lcc +lat_0=75.3644033055556 +lon_0=-39 +lat_1=77 +lat_2=73.6666666666667 +x_0=22500000 +y_0=4500000 +ellps=WGS84
6058 +proj=lcc +lat_0=75.3644033055556 +lon_0=-14 +lat_1=77 +lat_2=73.6666666666667 +x_0=24500000 +y_0=4500000 +ellps=WGS84
6059 +proj=lcc +lat_0=72.0250091944445 +lon_0=-62 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=41500000 +y_0=5500000 +ellps=WGS84
6060 +proj=lcc +lat_0=72.0250091944445 +lon_0=-42 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=43500000 +y_0=5500000 +ellps=WGS84
6061 +proj=lcc +lat_0=72.0250091944445 +lon_0=-22 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=45500000 +y_0=5500000 +ellps=WGS84
6062 +proj=lcc +lat_0=68.6874755555556 +lon_0=-56 +lat_1=70.3333333333333 +lat_2=67 +x_0=26500000 +y_0=6500000 +ellps=WGS84
6063 +proj=lcc +lat_0=68.6874755555556 +lon_0=-38 +lat_1=70.3333333333333 +lat_2=67 +x_0=28500000 +y_0=6500000 +ellps=WGS84
6064 +proj=lcc +lat_0=68.6874755555556 +lon_0=-20 +lat_1=70.3333333333333 +lat_2=67 +x_0=30500000 +y_0=6500000 +ellps=WGS84
6065 +proj=lcc +lat_0=65.3510393055555 +lon_0=-51 +lat_1=67 +lat_2=63.6666666666667 +x_0=11500000 +y_0=7500000 +ellps=WGS84
6066 +proj=lcc +lat_0=65.3510393055555 +lon_0=-34 +lat_1=67 +lat_2=63.6666666666667 +x_0=13500000 +y_0=7500000 +ellps=WGS84
6067 +proj=lcc +lat_0=62.0153068888889 +lon_0=-52 +lat_1=63.6666666666667 +lat_2=60.3333333333333 +x_0=20500000 +y_0=8500000 +ellps=WGS84
6068 +proj=lcc +lat_0=62.0153068888889 +lon_0=-37 +lat_1=63.6666666666667 +lat_2=60.3333333333333 +x_0=22500000 +y_0=8500000 +ellps=WGS84
6069 +proj=lcc +lat_0=82.0584248888889 +lon_0=16 +lat_1=83.6666666666667 +lat_2=80.3333333333333 +x_0=22500000 +y_0=2500000 +ellps=WGS84
6070 +proj=lcc +lat_0=78.7073375277778 +lon_0=21 +lat_1=80.3333333333333 +lat_2=77 +x_0=11500000 +y_0=3500000 +ellps=WGS84
6071 +proj=lcc +lat_0=75.3644033055556 +lon_0=10 +lat_1=77 +lat_2=73.6666666666667 +x_0=26500000 +y_0=4500000 +ellps=WGS84
6072 +proj=lcc +lat_0=75.3644033055556 +lon_0=34 +lat_1=77 +lat_2=73.6666666666667 +x_0=28500000 +y_0=4500000 +ellps=WGS84
6073 +proj=lcc +lat_0=72.0250091944445 +lon_0=14 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=11500000 +y_0=5500000 +ellps=WGS84
6074 +proj=lcc +lat_0=72.0250091944445 +lon_0=34 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=13500000 +y_0=5500000 +ellps=WGS84
6075 +proj=lcc +lat_0=82.0584248888889 +lon_0=53 +lat_1=83.6666666666667 +lat_2=80.3333333333333 +x_0=24500000 +y_0=2500000 +ellps=WGS84
6076 +proj=lcc +lat_0=82.0584248888889 +lon_0=93 +lat_1=83.6666666666667 +lat_2=80.3333333333333 +x_0=26500000 +y_0=2500000 +ellps=WGS84
6077 +proj=lcc +lat_0=78.7073375277778 +lon_0=52 +lat_1=80.3333333333333 +lat_2=77 +x_0=13500000 +y_0=3500000 +ellps=WGS84
6078 +proj=lcc +lat_0=78.7073375277778 +lon_0=83 +lat_1=80.3333333333333 +lat_2=77 +x_0=15500000 +y_0=3500000 +ellps=WGS84
6079 +proj=lcc +lat_0=78.7073375277778 +lon_0=114 +lat_1=80.3333333333333 +lat_2=77 +x_0=17500000 +y_0=3500000 +ellps=WGS84
6080 +proj=lcc +lat_0=78.7073375277778 +lon_0=145 +lat_1=80.3333333333333 +lat_2=77 +x_0=19500000 +y_0=3500000 +ellps=WGS84
6081 +proj=lcc +lat_0=75.3644033055556 +lon_0=58 +lat_1=77 +lat_2=73.6666666666667 +x_0=30500000 +y_0=4500000 +ellps=WGS84
6082 +proj=lcc +lat_0=75.3644033055556 +lon_0=82 +lat_1=77 +lat_2=73.6666666666667 +x_0=32500000 +y_0=4500000 +ellps=WGS84
6083 +proj=lcc +lat_0=75.3644033055556 +lon_0=106 +lat_1=77 +lat_2=73.6666666666667 +x_0=34500000 +y_0=4500000 +ellps=WGS84
6084 +proj=lcc +lat_0=75.3644033055556 +lon_0=130 +lat_1=77 +lat_2=73.6666666666667 +x_0=36500000 +y_0=4500000 +ellps=WGS84
6085 +proj=lcc +lat_0=75.3644033055556 +lon_0=154 +lat_1=77 +lat_2=73.6666666666667 +x_0=38500000 +y_0=4500000 +ellps=WGS84
6086 +proj=lcc +lat_0=75.3644033055556 +lon_0=179 +lat_1=77 +lat_2=73.6666666666667 +x_0=40500000 +y_0=4500000 +ellps=WGS84
6087 +proj=lcc +lat_0=72.0250091944445 +lon_0=54 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=15500000 +y_0=5500000 +ellps=WGS84
6088 +proj=lcc +lat_0=72.0250091944445 +lon_0=74 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=17500000 +y_0=5500000 +ellps=WGS84
6089 +proj=lcc +lat_0=72.0250091944445 +lon_0=95 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=19500000 +y_0=5500000 +ellps=WGS84
6090 +proj=lcc +lat_0=72.0250091944445 +lon_0=116 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=21500000 +y_0=5500000 +ellps=WGS84
6091 +proj=lcc +lat_0=72.0250091944445 +lon_0=137 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=23500000 +y_0=5500000 +ellps=WGS84
6092 +proj=lcc +lat_0=72.0250091944445 +lon_0=158 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=25500000 +y_0=5500000 +ellps=WGS84
6093 +proj=lcc +lat_0=72.0250091944445 +lon_0=179 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=27500000 +y_0=5500000 +ellps=WGS84
6094 6351 +proj=lcc +lat_0=72.0250091944445 +lon_0=-163 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=29500000 +y_0=5500000 +ellps=WGS84
6095 6352 +proj=lcc +lat_0=72.0250091944445 +lon_0=-147 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=31500000 +y_0=5500000 +ellps=WGS84
6096 6353 +proj=lcc +lat_0=68.6874755555556 +lon_0=-165 +lat_1=70.3333333333333 +lat_2=67 +x_0=14500000 +y_0=6500000 +ellps=WGS84
6097 6354 +proj=lcc +lat_0=68.6874755555556 +lon_0=-147 +lat_1=70.3333333333333 +lat_2=67 +x_0=16500000 +y_0=6500000 +ellps=WGS84
6098 +proj=lcc +lat_0=85.4371183333333 +lon_0=-90 +lat_1=87 +lat_2=83.6666666666667 +x_0=23500000 +y_0=1500000 +ellps=WGS84
6099 +proj=lcc +lat_0=82.0584248888889 +lon_0=-115 +lat_1=83.6666666666667 +lat_2=80.3333333333333 +x_0=14500000 +y_0=2500000 +ellps=WGS84
6100 +proj=lcc +lat_0=82.0584248888889 +lon_0=-75 +lat_1=83.6666666666667 +lat_2=80.3333333333333 +x_0=16500000 +y_0=2500000 +ellps=WGS84
6101 +proj=lcc +lat_0=78.7073375277778 +lon_0=-129 +lat_1=80.3333333333333 +lat_2=77 +x_0=25500000 +y_0=3500000 +ellps=WGS84
6102 +proj=lcc +lat_0=78.7073375277778 +lon_0=-99 +lat_1=80.3333333333333 +lat_2=77 +x_0=27500000 +y_0=3500000 +ellps=WGS84
6104 +proj=lcc +lat_0=75.3644033055556 +lon_0=-129 +lat_1=77 +lat_2=73.6666666666667 +x_0=14500000 +y_0=4500000 +ellps=WGS84
6105 +proj=lcc +lat_0=75.3644033055556 +lon_0=-104 +lat_1=77 +lat_2=73.6666666666667 +x_0=16500000 +y_0=4500000 +ellps=WGS84
6106 +proj=lcc +lat_0=75.3644033055556 +lon_0=-79 +lat_1=77 +lat_2=73.6666666666667 +x_0=18500000 +y_0=4500000 +ellps=WGS84
6107 +proj=lcc +lat_0=72.0250091944445 +lon_0=-131 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=33500000 +y_0=5500000 +ellps=WGS84
6108 +proj=lcc +lat_0=72.0250091944445 +lon_0=-111 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=35500000 +y_0=5500000 +ellps=WGS84
6109 +proj=lcc +lat_0=72.0250091944445 +lon_0=-91 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=37500000 +y_0=5500000 +ellps=WGS84
6110 +proj=lcc +lat_0=72.0250091944445 +lon_0=-71 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=39500000 +y_0=5500000 +ellps=WGS84
6111 +proj=lcc +lat_0=68.6874755555556 +lon_0=-132 +lat_1=70.3333333333333 +lat_2=67 +x_0=18500000 +y_0=6500000 +ellps=WGS84
6112 +proj=lcc +lat_0=68.6874755555556 +lon_0=-113 +lat_1=70.3333333333333 +lat_2=67 +x_0=20500000 +y_0=6500000 +ellps=WGS84
6113 +proj=lcc +lat_0=68.6874755555556 +lon_0=-94 +lat_1=70.3333333333333 +lat_2=67 +x_0=22500000 +y_0=6500000 +ellps=WGS84
6114 +proj=lcc +lat_0=68.6874755555556 +lon_0=-75 +lat_1=70.3333333333333 +lat_2=67 +x_0=24500000 +y_0=6500000 +ellps=WGS84
6115 +proj=lcc +lat_0=85.4371183333333 +lon_0=30 +lat_1=87 +lat_2=83.6666666666667 +x_0=27500000 +y_0=1500000 +ellps=WGS84
6116 +proj=lcc +lat_0=85.4371183333333 +lon_0=90 +lat_1=87 +lat_2=83.6666666666667 +x_0=29500000 +y_0=1500000 +ellps=WGS84
6117 +proj=lcc +lat_0=85.4371183333333 +lon_0=150 +lat_1=87 +lat_2=83.6666666666667 +x_0=31500000 +y_0=1500000 +ellps=WGS84
6118 +proj=lcc +lat_0=85.4371183333333 +lon_0=-150 +lat_1=87 +lat_2=83.6666666666667 +x_0=21500000 +y_0=1500000 +ellps=WGS84
6119 +proj=lcc +lat_0=82.0584248888889 +lon_0=133 +lat_1=83.6666666666667 +lat_2=80.3333333333333 +x_0=28500000 +y_0=2500000 +ellps=WGS84
6120 +proj=lcc +lat_0=82.0584248888889 +lon_0=166 +lat_1=83.6666666666667 +lat_2=80.3333333333333 +x_0=10500000 +y_0=2500000 +ellps=WGS84
6121 +proj=lcc +lat_0=82.0584248888889 +lon_0=-154 +lat_1=83.6666666666667 +lat_2=80.3333333333333 +x_0=12500000 +y_0=2500000 +ellps=WGS84
6122 +proj=lcc +lat_0=78.7073375277778 +lon_0=176 +lat_1=80.3333333333333 +lat_2=77 +x_0=21500000 +y_0=3500000 +ellps=WGS84
6123 +proj=lcc +lat_0=78.7073375277778 +lon_0=-153 +lat_1=80.3333333333333 +lat_2=77 +x_0=23500000 +y_0=3500000 +ellps=WGS84
6124 +proj=lcc +lat_0=75.3644033055556 +lon_0=-155 +lat_1=77 +lat_2=73.6666666666667 +x_0=12500000 +y_0=4500000 +ellps=WGS84
6125 +proj=lcc +lat_0=72.0250091944445 +lon_0=-5 +lat_1=73.6666666666667 +lat_2=70.3333333333333 +x_0=47500000 +y_0=5500000 +ellps=WGS84
6128 +proj=tmerc +lat_0=0 +lon_0=-81 +k=0.9996 +x_0=499999.999998 +y_0=0 +ellps=clrk66 +to_meter=0.3048 +towgs84=78,37,163
6129 +proj=tmerc +lat_0=0 +lon_0=-81 +k=0.9996 +x_0=499999.999998 +y_0=0 +ellps=clrk66 +to_meter=0.3048 +towgs84=70,-33,204
6141 +proj=lcc +lat_0=19.3333333333333 +lon_0=80.5666666666667 +lat_1=19.3333333333333 +lat_2=19.7 +x_0=899160 +y_0=579120 +ellps=WGS84 +to_meter=0.3048
6190 31370 +proj=lcc +lat_0=90 +lon_0=4.36748666666667 +lat_1=51.1666672333333 +lat_2=49.8333339 +x_0=150000.013 +y_0=5400088.438 +ellps=intl +towgs84=-121,80,-94
6200 +proj=lcc +lat_0=45.45 +lon_0=-87 +lat_1=45.4833333333333 +lat_2=47.0833333333333 +x_0=609601.219202438 +y_0=0 +k_0=1.0000382 +ellps=clrk66 +to_meter=0.304800609601219
6201 +proj=lcc +lat_0=43.3166666666667 +lon_0=-84.3333333333333 +lat_1=44.1833333333333 +lat_2=45.7 +x_0=609601.219202438 +y_0=0 +k_0=1.0000382 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
6202 +proj=lcc +lat_0=41.5 +lon_0=-84.3333333333333 +lat_1=42.1 +lat_2=43.6666666666667 +x_0=609601.219202438 +y_0=0 +k_0=1.0000382 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
6207 +proj=longlat +ellps=evrst30 +towgs84=293,726,245
6312 +proj=tmerc +lat_0=0 +lon_0=33 +k=0.99995 +x_0=200000 +y_0=-3500000 +ellps=WGS84
6362 6372 +proj=lcc +lat_0=12 +lon_0=-102 +lat_1=17.5 +lat_2=29.5 +x_0=2500000 +y_0=0 +ellps=WGS84
6381 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
6382 9851 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
6383 9855 9860 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
6384 9853 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
6385 9865 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
6386 9838 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
6387 9841 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
6391 +proj=lcc +lat_0=19.3333333333333 +lon_0=-80.5666666666667 +lat_1=19.3333333333333 +lat_2=19.7 +x_0=899160 +y_0=579120 +ellps=WGS84 +to_meter=0.3048
6484 8745 26847 26855 26863 +proj=tmerc +lat_0=43.6666666666667 +lon_0=-68.5 +k=0.9999 +x_0=300000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
6486 8746 26848 26856 26864 +proj=tmerc +lat_0=42.8333333333333 +lon_0=-70.1666666666667 +k=0.999966667 +x_0=900000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
6501 8751 26850 26858 26866 +proj=lcc +lat_0=45 +lon_0=-94.25 +lat_1=47.05 +lat_2=45.6166666666667 +x_0=800000.00001016 +y_0=99999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
6503 8750 26849 26857 26865 +proj=lcc +lat_0=46.5 +lon_0=-93.1 +lat_1=48.6333333333333 +lat_2=47.0333333333333 +x_0=800000.00001016 +y_0=99999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
6505 8752 26851 26859 26867 +proj=lcc +lat_0=43 +lon_0=-94 +lat_1=45.2166666666667 +lat_2=43.7833333333333 +x_0=800000.00001016 +y_0=99999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
6517 6880 8755 26852 26860 26868 +proj=lcc +lat_0=39.8333333333333 +lon_0=-100 +lat_1=43 +lat_2=40 +x_0=500000.00001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
6601 8792 26853 26861 26869 +proj=lcc +lat_0=38.5 +lon_0=-79.5 +lat_1=40.25 +lat_2=39 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
6603 8793 26854 26862 26870 +proj=lcc +lat_0=37 +lon_0=-81 +lat_1=38.8833333333333 +lat_2=37.4833333333333 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
6622 32198 +proj=lcc +lat_0=44 +lon_0=-68.5 +lat_1=60 +lat_2=46 +x_0=0 +y_0=0 +ellps=WGS84
6623 6624 +proj=aea +lat_0=44 +lon_0=-68.5 +lat_1=60 +lat_2=46 +x_0=0 +y_0=0 +ellps=WGS84
6646 +proj=tmerc +lat_0=29.0262683333333 +lon_0=46.5 +k=0.9994 +x_0=800000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=71,-336,263
6703 +proj=tmerc +lat_0=0 +lon_0=-60 +k=0.9996 +x_0=500000 +y_0=10000000 +ellps=WGS84
6720 +proj=tmerc +lat_0=0 +lon_0=105.625 +k=1.000024 +x_0=50000 +y_0=1300000 +ellps=WGS84
6721 +proj=tmerc +lat_0=0 +lon_0=105.625 +k=1.00002514 +x_0=50000 +y_0=1300000 +ellps=WGS84
6722 +proj=tmerc +lat_0=0 +lon_0=96.875 +k=1 +x_0=50000 +y_0=1400000 +ellps=WGS84
6723 +proj=tmerc +lat_0=0 +lon_0=96.875 +k=0.99999387 +x_0=50000 +y_0=1500000 +ellps=WGS84
6732 7078 32741 +proj=utm +zone=41 +south +ellps=WGS84
6733 7079 32742 +proj=utm +zone=42 +south +ellps=WGS84
6734 7080 32743 +proj=utm +zone=43 +south +ellps=WGS84
6735 7081 32744 +proj=utm +zone=44 +south +ellps=WGS84
6736 7846 32746 +proj=utm +zone=46 +south +ellps=WGS84
6737 7847 9487 23877 32747 +proj=utm +zone=47 +south +ellps=WGS84
6784 6786 +proj=tmerc +lat_0=44.5 +lon_0=-117.833333333333 +k=1.00016 +x_0=40000 +y_0=0 +ellps=WGS84
6785 6787 +proj=tmerc +lat_0=44.5 +lon_0=-117.833333333333 +k=1.00016 +x_0=39999.99999984 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6788 6790 +proj=tmerc +lat_0=41.75 +lon_0=-121.75 +k=1.0002 +x_0=80000 +y_0=0 +ellps=WGS84
6789 6791 +proj=tmerc +lat_0=41.75 +lon_0=-121.75 +k=1.0002 +x_0=79999.99999968 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6792 6794 +proj=lcc +lat_1=44.6666666666667 +lat_0=44.6666666666667 +lon_0=-121.25 +k_0=1.00012 +x_0=80000 +y_0=130000 +ellps=WGS84
6793 6795 +proj=lcc +lat_1=44.6666666666667 +lat_0=44.6666666666667 +lon_0=-121.25 +k_0=1.00012 +x_0=79999.99999968 +y_0=130000.00001472 +ellps=WGS84 +to_meter=0.3048
6796 6798 +proj=lcc +lat_1=43.6666666666667 +lat_0=43.6666666666667 +lon_0=-119.75 +k_0=1.0002 +x_0=120000 +y_0=60000 +ellps=WGS84
6797 6799 +proj=lcc +lat_1=43.6666666666667 +lat_0=43.6666666666667 +lon_0=-119.75 +k_0=1.0002 +x_0=119999.99999952 +y_0=59999.99999976 +ellps=WGS84 +to_meter=0.3048
6800 6802 +proj=tmerc +lat_0=42.5 +lon_0=-123.333333333333 +k=1.00007 +x_0=40000 +y_0=0 +ellps=WGS84
6801 6803 +proj=tmerc +lat_0=42.5 +lon_0=-123.333333333333 +k=1.00007 +x_0=39999.99999984 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6804 6806 +proj=lcc +lat_1=45.6666666666667 +lat_0=45.6666666666667 +lon_0=-120.5 +k_0=1.000008 +x_0=150000 +y_0=30000 +ellps=WGS84
6805 6807 +proj=lcc +lat_1=45.6666666666667 +lat_0=45.6666666666667 +lon_0=-120.5 +k_0=1.000008 +x_0=150000.00001464 +y_0=30000.00001512 +ellps=WGS84 +to_meter=0.3048
6808 6810 +proj=omerc +no_uoff +lat_0=45.9166666666667 +lonc=-123 +alpha=295 +gamma=295 +k=1 +x_0=7000000 +y_0=-3000000 +ellps=WGS84
6809 6811 +proj=omerc +no_uoff +lat_0=45.9166666666667 +lonc=-123 +alpha=295 +gamma=295 +k=1 +x_0=7000000.00000248 +y_0=-2999999.999988 +ellps=WGS84 +to_meter=0.3048
6812 6814 +proj=tmerc +lat_0=42.8333333333333 +lon_0=-123.333333333333 +k=1.000023 +x_0=50000 +y_0=0 +ellps=WGS84
6813 6815 +proj=tmerc +lat_0=42.8333333333333 +lon_0=-123.333333333333 +k=1.000023 +x_0=50000.00001504 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6816 6818 +proj=tmerc +lat_0=44.5 +lon_0=-121 +k=1.00011 +x_0=80000 +y_0=0 +ellps=WGS84
6817 6819 +proj=tmerc +lat_0=44.5 +lon_0=-121 +k=1.00011 +x_0=79999.99999968 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6820 6822 +proj=tmerc +lat_0=43.75 +lon_0=-123.166666666667 +k=1.000015 +x_0=50000 +y_0=0 +ellps=WGS84
6821 6823 +proj=tmerc +lat_0=43.75 +lon_0=-123.166666666667 +k=1.000015 +x_0=50000.00001504 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6824 6826 +proj=tmerc +lat_0=41.75 +lon_0=-123.333333333333 +k=1.000043 +x_0=50000 +y_0=0 +ellps=WGS84
6825 6827 +proj=tmerc +lat_0=41.75 +lon_0=-123.333333333333 +k=1.000043 +x_0=50000.00001504 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6828 6830 +proj=tmerc +lat_0=45 +lon_0=-122.333333333333 +k=1.00005 +x_0=10000 +y_0=0 +ellps=WGS84
6829 6831 +proj=tmerc +lat_0=45 +lon_0=-122.333333333333 +k=1.00005 +x_0=10000.0000152 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6832 6834 +proj=tmerc +lat_0=45 +lon_0=-118 +k=1.00013 +x_0=40000 +y_0=0 +ellps=WGS84
6833 6835 +proj=tmerc +lat_0=45 +lon_0=-118 +k=1.00013 +x_0=39999.99999984 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6836 6838 +proj=tmerc +lat_0=43.25 +lon_0=-117 +k=1.0001 +x_0=80000 +y_0=0 +ellps=WGS84
6837 6839 +proj=tmerc +lat_0=43.25 +lon_0=-117 +k=1.0001 +x_0=79999.99999968 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6840 6842 +proj=omerc +no_uoff +lat_0=44.75 +lonc=-124.05 +alpha=5 +gamma=5 +k=1 +x_0=-300000 +y_0=-4600000 +ellps=WGS84
6841 6843 +proj=omerc +no_uoff +lat_0=44.75 +lonc=-124.05 +alpha=5 +gamma=5 +k=1 +x_0=-299999.9999988 +y_0=-4600000.00001208 +ellps=WGS84 +to_meter=0.3048
6844 6846 +proj=tmerc +lat_0=45.25 +lon_0=-119.166666666667 +k=1.000045 +x_0=60000 +y_0=0 +ellps=WGS84
6845 6847 +proj=tmerc +lat_0=45.25 +lon_0=-119.166666666667 +k=1.000045 +x_0=59999.99999976 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6848 6850 +proj=tmerc +lat_0=45.0833333333333 +lon_0=-118.333333333333 +k=1.000175 +x_0=30000 +y_0=0 +ellps=WGS84
6849 6851 +proj=tmerc +lat_0=45.0833333333333 +lon_0=-118.333333333333 +k=1.000175 +x_0=30000.00001512 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6852 6854 +proj=lcc +lat_1=45.5 +lat_0=45.5 +lon_0=-122.75 +k_0=1.000002 +x_0=100000 +y_0=50000 +ellps=WGS84
6853 6855 +proj=lcc +lat_1=45.5 +lat_0=45.5 +lon_0=-122.75 +k_0=1.000002 +x_0=99999.9999996 +y_0=50000.00001504 +ellps=WGS84 +to_meter=0.3048
6856 6858 +proj=tmerc +lat_0=44.3333333333333 +lon_0=-123.083333333333 +k=1.00001 +x_0=50000 +y_0=0 +ellps=WGS84
6857 6859 +proj=tmerc +lat_0=44.3333333333333 +lon_0=-123.083333333333 +k=1.00001 +x_0=50000.00001504 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6860 6862 +proj=tmerc +lat_0=44.0833333333333 +lon_0=-122.5 +k=1.000155 +x_0=0 +y_0=0 +ellps=WGS84
6861 6863 +proj=tmerc +lat_0=44.0833333333333 +lon_0=-122.5 +k=1.000155 +x_0=0 +y_0=0 +ellps=WGS84 +to_meter=0.3048
6875 7794 +proj=tmerc +lat_0=0 +lon_0=12 +k=0.9985 +x_0=7000000 +y_0=0 +ellps=WGS84
6876 7795 +proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=3000000 +y_0=0 +ellps=WGS84
6881 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-24,-203,268
6882 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-183,-15,273
6883 +proj=longlat +ellps=intl +towgs84=-235,-110,393
6892 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=9,-106,-275
6894 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-63,176,185
6915 +proj=utm +zone=40 +a=6378249.145 +rf=293.465 +towgs84=9,-106,-275
6922 6924 +proj=lcc +lat_0=36 +lon_0=-98.25 +lat_1=39.5 +lat_2=37.5 +x_0=400000 +y_0=0 +ellps=WGS84
6923 6925 +proj=lcc +lat_0=36 +lon_0=-98.25 +lat_1=39.5 +lat_2=37.5 +x_0=399999.99998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
6931 +proj=laea +lat_0=90 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
6932 +proj=laea +lat_0=-90 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
6933 54017 +proj=cea +lat_ts=30 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
6956 +proj=tmerc +lat_0=0 +lon_0=102 +k=0.9999 +x_0=0 +y_0=500000 +ellps=WGS84 +towgs84=-192,-39,-111
6957 +proj=tmerc +lat_0=0 +lon_0=105 +k=0.9999 +x_0=0 +y_0=500000 +ellps=WGS84 +towgs84=-192,-39,-111
6958 +proj=tmerc +lat_0=0 +lon_0=108 +k=0.9999 +x_0=0 +y_0=500000 +ellps=WGS84 +towgs84=-192,-39,-111
6959 +proj=tmerc +lat_0=0 +lon_0=107.75 +k=0.9999 +x_0=0 +y_0=500000 +ellps=WGS84 +towgs84=-192,-39,-111
6962 +proj=lcc +lat_0=41 +lon_0=20 +lat_1=39 +lat_2=43 +x_0=0 +y_0=0 +ellps=WGS84
6966 +proj=lcc +lat_0=44.7833333333333 +lon_0=-87 +lat_1=45.4833333333333 +lat_2=47.0833333333333 +x_0=609601.219202438 +y_0=0 +k_0=1.0000382 +ellps=clrk66 +to_meter=0.304800609601219
6984 +proj=tmerc +lat_0=31.7343936111111 +lon_0=35.2045169444444 +k=1.0000067 +x_0=219529.584 +y_0=626907.39 +ellps=WGS84
7005 +proj=utm +zone=37 +a=6378249.145 +rf=293.465 +towgs84=-242,-145,370
7006 +proj=utm +zone=38 +a=6378249.145 +rf=293.465 +towgs84=-242,-145,370
7007 +proj=utm +zone=39 +a=6378249.145 +rf=293.465 +towgs84=-242,-145,370
7057 +proj=lcc +lat_1=43.2 +lat_0=43.2 +lon_0=-95.25 +k_0=1.000052 +x_0=3505207.01041402 +y_0=2926085.8521717 +ellps=WGS84 +to_meter=0.304800609601219
7058 +proj=lcc +lat_1=43.1666666666667 +lat_0=43.1666666666667 +lon_0=-92.75 +k_0=1.000043 +x_0=3810007.62001524 +y_0=2987045.97409195 +ellps=WGS84 +to_meter=0.304800609601219
7059 +proj=tmerc +lat_0=40.25 +lon_0=-91.2 +k=1.000035 +x_0=4114808.22961646 +y_0=2529845.05969012 +ellps=WGS84 +to_meter=0.304800609601219
7060 +proj=lcc +lat_1=42.5333333333333 +lat_0=42.5333333333333 +lon_0=-94.8333333333333 +k_0=1.000045 +x_0=4419608.83921768 +y_0=2621285.24257049 +ellps=WGS84 +to_meter=0.304800609601219
7061 +proj=lcc +lat_1=42.65 +lat_0=42.65 +lon_0=-92.25 +k_0=1.000032 +x_0=4724409.4488189 +y_0=2712725.42545085 +ellps=WGS84 +to_meter=0.304800609601219
7062 +proj=tmerc +lat_0=40.25 +lon_0=-95.7333333333333 +k=1.000039 +x_0=5029210.05842012 +y_0=2011684.02336805 +ellps=WGS84 +to_meter=0.304800609601219
7063 +proj=tmerc +lat_0=40.25 +lon_0=-94.6333333333333 +k=1.000045 +x_0=5334010.66802134 +y_0=2072644.14528829 +ellps=WGS84 +to_meter=0.304800609601219
7064 +proj=tmerc +lat_0=40.25 +lon_0=-93.7166666666667 +k=1.000033 +x_0=5638811.27762256 +y_0=2133604.26720853 +ellps=WGS84 +to_meter=0.304800609601219
7065 +proj=tmerc +lat_0=40.25 +lon_0=-92.8166666666667 +k=1.000027 +x_0=5943611.88722378 +y_0=2194564.38912878 +ellps=WGS84 +to_meter=0.304800609601219
7066 +proj=lcc +lat_1=41.8333333333333 +lat_0=41.8333333333333 +lon_0=-91.6666666666667 +k_0=1.00002 +x_0=6248412.49682499 +y_0=2438404.87680975 +ellps=WGS84 +to_meter=0.304800609601219
7067 +proj=tmerc +lat_0=40.25 +lon_0=-90.5333333333333 +k=1.000027 +x_0=6553213.10642621 +y_0=2316484.63296927 +ellps=WGS84 +to_meter=0.304800609601219
7068 +proj=lcc +lat_1=40.9166666666667 +lat_0=40.9166666666667 +lon_0=-93.75 +k_0=1.000037 +x_0=6858013.71602743 +y_0=1889763.77952756 +ellps=WGS84 +to_meter=0.304800609601219
7069 +proj=tmerc +lat_0=40.25 +lon_0=-91.9166666666667 +k=1.00002 +x_0=7162814.32562865 +y_0=1950723.9014478 +ellps=WGS84 +to_meter=0.304800609601219
7070 +proj=tmerc +lat_0=40.25 +lon_0=-91.25 +k=1.000018 +x_0=7467614.93522987 +y_0=1889763.77952756 +ellps=WGS84 +to_meter=0.304800609601219
7109 +proj=tmerc +lat_0=48.5 +lon_0=-112.5 +k=1.00016 +x_0=150000 +y_0=0 +ellps=WGS84
7110 +proj=tmerc +lat_0=48 +lon_0=-112.5 +k=1.00019 +x_0=100000 +y_0=0 +ellps=WGS84
7111 +proj=lcc +lat_1=48.5 +lat_0=48.5 +lon_0=-111 +k_0=1.000145 +x_0=150000 +y_0=200000 +ellps=WGS84
7112 +proj=lcc +lat_1=48.5 +lat_0=48.5 +lon_0=-108.5 +k_0=1.00012 +x_0=200000 +y_0=150000 +ellps=WGS84
7113 +proj=lcc +lat_1=48.3333333333333 +lat_0=48.3333333333333 +lon_0=-105.5 +k_0=1.00012 +x_0=200000 +y_0=100000 +ellps=WGS84
7114 +proj=lcc +lat_1=48.3333333333333 +lat_0=48.3333333333333 +lon_0=-105.5 +k_0=1.00009 +x_0=100000 +y_0=50000 +ellps=WGS84
7115 +proj=tmerc +lat_0=44.75 +lon_0=-107.75 +k=1.000148 +x_0=200000 +y_0=0 +ellps=WGS84
7116 +proj=lcc +lat_1=46.25 +lat_0=46.25 +lon_0=-111.25 +k_0=1.000185 +x_0=100000 +y_0=100000 +ellps=WGS84
7117 +proj=lcc +lat_1=45.7833333333333 +lat_0=45.7833333333333 +lon_0=-108.416666666667 +k_0=1.0001515 +x_0=200000 +y_0=50000 +ellps=WGS84
7118 +proj=tmerc +lat_0=42.6666666666667 +lon_0=-108.333333333333 +k=1.00024 +x_0=100000 +y_0=0 +ellps=WGS84
7119 +proj=tmerc +lat_0=48.5 +lon_0=-112.5 +k=1.00016 +x_0=150000.00001464 +y_0=0 +ellps=WGS84 +to_meter=0.3048
7120 +proj=tmerc +lat_0=48 +lon_0=-112.5 +k=1.00019 +x_0=99999.9999996 +y_0=0 +ellps=WGS84 +to_meter=0.3048
7121 +proj=lcc +lat_1=48.5 +lat_0=48.5 +lon_0=-111 +k_0=1.000145 +x_0=150000.00001464 +y_0=199999.9999992 +ellps=WGS84 +to_meter=0.3048
7122 +proj=lcc +lat_1=48.5 +lat_0=48.5 +lon_0=-108.5 +k_0=1.00012 +x_0=199999.9999992 +y_0=150000.00001464 +ellps=WGS84 +to_meter=0.3048
7123 +proj=lcc +lat_1=48.3333333333333 +lat_0=48.3333333333333 +lon_0=-105.5 +k_0=1.00012 +x_0=199999.9999992 +y_0=99999.9999996 +ellps=WGS84 +to_meter=0.3048
7124 +proj=lcc +lat_1=48.3333333333333 +lat_0=48.3333333333333 +lon_0=-105.5 +k_0=1.00009 +x_0=99999.9999996 +y_0=49999.99971024 +ellps=WGS84 +to_meter=0.3048
7125 +proj=tmerc +lat_0=44.75 +lon_0=-107.75 +k=1.000148 +x_0=199999.9999992 +y_0=0 +ellps=WGS84 +to_meter=0.3048
7126 +proj=lcc +lat_1=46.25 +lat_0=46.25 +lon_0=-111.25 +k_0=1.000185 +x_0=99999.9999996 +y_0=99999.9999996 +ellps=WGS84 +to_meter=0.3048
7127 +proj=lcc +lat_1=45.7833333333333 +lat_0=45.7833333333333 +lon_0=-108.416666666667 +k_0=1.0001515 +x_0=199999.9999992 +y_0=50000.00001504 +ellps=WGS84 +to_meter=0.3048
7128 +proj=tmerc +lat_0=42.6666666666667 +lon_0=-108.333333333333 +k=1.00024 +x_0=99999.99998984 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
7131 +proj=tmerc +lat_0=37.75 +lon_0=-122.45 +k=1.000007 +x_0=48000 +y_0=24000 +ellps=WGS84
7132 +proj=tmerc +lat_0=37.75 +lon_0=-122.45 +k=1.000007 +x_0=48000 +y_0=24000 +ellps=WGS84 +to_meter=0.304800609601219
7142 +proj=tmerc +lat_0=31.7340969444444 +lon_0=35.2120805555556 +k=1 +x_0=170251.555 +y_0=126867.909 +a=6378300.789 +b=6356566.435 +towgs84=-168,-35,317
7257 +proj=tmerc +lat_0=40.55 +lon_0=-84.95 +k=1.000034 +x_0=240000 +y_0=36000 +ellps=WGS84
7258 +proj=tmerc +lat_0=40.55 +lon_0=-84.95 +k=1.000034 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7259 +proj=tmerc +lat_0=40.9 +lon_0=-85.05 +k=1.000031 +x_0=240000 +y_0=36000 +ellps=WGS84
7260 +proj=tmerc +lat_0=40.9 +lon_0=-85.05 +k=1.000031 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7261 +proj=tmerc +lat_0=39 +lon_0=-85.85 +k=1.000026 +x_0=240000 +y_0=36000 +ellps=WGS84
7262 +proj=tmerc +lat_0=39 +lon_0=-85.85 +k=1.000026 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7263 +proj=tmerc +lat_0=40.45 +lon_0=-87.3 +k=1.000029 +x_0=240000 +y_0=36000 +ellps=WGS84
7264 +proj=tmerc +lat_0=40.45 +lon_0=-87.3 +k=1.000029 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7265 +proj=tmerc +lat_0=40.05 +lon_0=-85.4 +k=1.000038 +x_0=240000 +y_0=36000 +ellps=WGS84
7266 +proj=tmerc +lat_0=40.05 +lon_0=-85.4 +k=1.000038 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7267 +proj=tmerc +lat_0=39.6 +lon_0=-86.5 +k=1.000036 +x_0=240000 +y_0=36000 +ellps=WGS84
7268 +proj=tmerc +lat_0=39.6 +lon_0=-86.5 +k=1.000036 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7269 +proj=tmerc +lat_0=39 +lon_0=-86.3 +k=1.00003 +x_0=240000 +y_0=36000 +ellps=WGS84
7270 +proj=tmerc +lat_0=39 +lon_0=-86.3 +k=1.00003 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7271 +proj=tmerc +lat_0=40.4 +lon_0=-86.65 +k=1.000026 +x_0=240000 +y_0=36000 +ellps=WGS84
7272 +proj=tmerc +lat_0=40.4 +lon_0=-86.65 +k=1.000026 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7273 +proj=tmerc +lat_0=40.55 +lon_0=-86.4 +k=1.000028 +x_0=240000 +y_0=36000 +ellps=WGS84
7274 +proj=tmerc +lat_0=40.55 +lon_0=-86.4 +k=1.000028 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7275 +proj=tmerc +lat_0=38.15 +lon_0=-85.6 +k=1.000021 +x_0=240000 +y_0=36000 +ellps=WGS84
7276 +proj=tmerc +lat_0=38.15 +lon_0=-85.6 +k=1.000021 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7277 +proj=tmerc +lat_0=39.15 +lon_0=-87.15 +k=1.000024 +x_0=240000 +y_0=36000 +ellps=WGS84
7278 +proj=tmerc +lat_0=39.15 +lon_0=-87.15 +k=1.000024 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7279 +proj=tmerc +lat_0=40.15 +lon_0=-86.6 +k=1.000032 +x_0=240000 +y_0=36000 +ellps=WGS84
7280 +proj=tmerc +lat_0=40.15 +lon_0=-86.6 +k=1.000032 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7281 +proj=tmerc +lat_0=38.1 +lon_0=-86.5 +k=1.000025 +x_0=240000 +y_0=36000 +ellps=WGS84
7282 +proj=tmerc +lat_0=38.1 +lon_0=-86.5 +k=1.000025 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7283 +proj=tmerc +lat_0=38.45 +lon_0=-87.1 +k=1.000018 +x_0=240000 +y_0=36000 +ellps=WGS84
7284 +proj=tmerc +lat_0=38.45 +lon_0=-87.1 +k=1.000018 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7285 +proj=tmerc +lat_0=38.65 +lon_0=-84.9 +k=1.000029 +x_0=240000 +y_0=36000 +ellps=WGS84
7286 +proj=tmerc +lat_0=38.65 +lon_0=-84.9 +k=1.000029 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7287 +proj=tmerc +lat_0=39.1 +lon_0=-85.65 +k=1.000036 +x_0=240000 +y_0=36000 +ellps=WGS84
7288 +proj=tmerc +lat_0=39.1 +lon_0=-85.65 +k=1.000036 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7289 +proj=tmerc +lat_0=41.25 +lon_0=-84.95 +k=1.000036 +x_0=240000 +y_0=36000 +ellps=WGS84
7290 +proj=tmerc +lat_0=41.25 +lon_0=-84.95 +k=1.000036 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7291 +proj=tmerc +lat_0=38.2 +lon_0=-86.95 +k=1.00002 +x_0=240000 +y_0=36000 +ellps=WGS84
7292 +proj=tmerc +lat_0=38.2 +lon_0=-86.95 +k=1.00002 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7293 +proj=tmerc +lat_0=40.65 +lon_0=-85.85 +k=1.000033 +x_0=240000 +y_0=36000 +ellps=WGS84
7294 +proj=tmerc +lat_0=40.65 +lon_0=-85.85 +k=1.000033 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7295 +proj=tmerc +lat_0=39.25 +lon_0=-85.05 +k=1.000038 +x_0=240000 +y_0=36000 +ellps=WGS84
7296 +proj=tmerc +lat_0=39.25 +lon_0=-85.05 +k=1.000038 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7297 +proj=tmerc +lat_0=39.95 +lon_0=-87.3 +k=1.000025 +x_0=240000 +y_0=36000 +ellps=WGS84
7298 +proj=tmerc +lat_0=39.95 +lon_0=-87.3 +k=1.000025 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7299 +proj=tmerc +lat_0=40.9 +lon_0=-86.3 +k=1.000031 +x_0=240000 +y_0=36000 +ellps=WGS84
7300 +proj=tmerc +lat_0=40.9 +lon_0=-86.3 +k=1.000031 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7301 +proj=tmerc +lat_0=38.15 +lon_0=-87.65 +k=1.000013 +x_0=240000 +y_0=36000 +ellps=WGS84
7302 +proj=tmerc +lat_0=38.15 +lon_0=-87.65 +k=1.000013 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7303 +proj=tmerc +lat_0=40.35 +lon_0=-85.7 +k=1.000034 +x_0=240000 +y_0=36000 +ellps=WGS84
7304 +proj=tmerc +lat_0=40.35 +lon_0=-85.7 +k=1.000034 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7305 +proj=tmerc +lat_0=39.9 +lon_0=-86 +k=1.000034 +x_0=240000 +y_0=36000 +ellps=WGS84
7306 +proj=tmerc +lat_0=39.9 +lon_0=-86 +k=1.000034 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7307 +proj=tmerc +lat_0=39.65 +lon_0=-85.8 +k=1.000036 +x_0=240000 +y_0=36000 +ellps=WGS84
7308 +proj=tmerc +lat_0=39.65 +lon_0=-85.8 +k=1.000036 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7309 +proj=tmerc +lat_0=37.95 +lon_0=-86.15 +k=1.000027 +x_0=240000 +y_0=36000 +ellps=WGS84
7310 +proj=tmerc +lat_0=37.95 +lon_0=-86.15 +k=1.000027 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7311 +proj=tmerc +lat_0=39.75 +lon_0=-85.45 +k=1.000043 +x_0=240000 +y_0=36000 +ellps=WGS84
7312 +proj=tmerc +lat_0=39.75 +lon_0=-85.45 +k=1.000043 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7313 +proj=tmerc +lat_0=40.35 +lon_0=-86.15 +k=1.000031 +x_0=240000 +y_0=36000 +ellps=WGS84
7314 +proj=tmerc +lat_0=40.35 +lon_0=-86.15 +k=1.000031 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7315 +proj=tmerc +lat_0=40.65 +lon_0=-85.5 +k=1.000034 +x_0=240000 +y_0=36000 +ellps=WGS84
7316 +proj=tmerc +lat_0=40.65 +lon_0=-85.5 +k=1.000034 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7317 +proj=tmerc +lat_0=38.7 +lon_0=-85.95 +k=1.000022 +x_0=240000 +y_0=36000 +ellps=WGS84
7318 +proj=tmerc +lat_0=38.7 +lon_0=-85.95 +k=1.000022 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7319 +proj=tmerc +lat_0=40.7 +lon_0=-87.1 +k=1.000027 +x_0=240000 +y_0=36000 +ellps=WGS84
7320 +proj=tmerc +lat_0=40.7 +lon_0=-87.1 +k=1.000027 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7321 +proj=tmerc +lat_0=40.3 +lon_0=-85 +k=1.000038 +x_0=240000 +y_0=36000 +ellps=WGS84
7322 +proj=tmerc +lat_0=40.3 +lon_0=-85 +k=1.000038 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7323 +proj=tmerc +lat_0=38.55 +lon_0=-85.35 +k=1.000028 +x_0=240000 +y_0=36000 +ellps=WGS84
7324 +proj=tmerc +lat_0=38.55 +lon_0=-85.35 +k=1.000028 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7325 +proj=tmerc +lat_0=38.8 +lon_0=-85.8 +k=1.000025 +x_0=240000 +y_0=36000 +ellps=WGS84
7326 +proj=tmerc +lat_0=38.8 +lon_0=-85.8 +k=1.000025 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7327 +proj=tmerc +lat_0=39.3 +lon_0=-86.15 +k=1.000031 +x_0=240000 +y_0=36000 +ellps=WGS84
7328 +proj=tmerc +lat_0=39.3 +lon_0=-86.15 +k=1.000031 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7329 +proj=tmerc +lat_0=38.4 +lon_0=-87.45 +k=1.000015 +x_0=240000 +y_0=36000 +ellps=WGS84
7330 +proj=tmerc +lat_0=38.4 +lon_0=-87.45 +k=1.000015 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7331 +proj=tmerc +lat_0=41.25 +lon_0=-85.45 +k=1.000037 +x_0=240000 +y_0=36000 +ellps=WGS84
7332 +proj=tmerc +lat_0=41.25 +lon_0=-85.45 +k=1.000037 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7333 +proj=tmerc +lat_0=40.7 +lon_0=-87.4 +k=1.000026 +x_0=240000 +y_0=36000 +ellps=WGS84
7334 +proj=tmerc +lat_0=40.7 +lon_0=-87.4 +k=1.000026 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7335 +proj=tmerc +lat_0=40.9 +lon_0=-86.75 +k=1.000027 +x_0=240000 +y_0=36000 +ellps=WGS84
7336 +proj=tmerc +lat_0=40.9 +lon_0=-86.75 +k=1.000027 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7337 +proj=tmerc +lat_0=38.95 +lon_0=-86.5 +k=1.000028 +x_0=240000 +y_0=36000 +ellps=WGS84
7338 +proj=tmerc +lat_0=38.95 +lon_0=-86.5 +k=1.000028 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7339 +proj=tmerc +lat_0=39.45 +lon_0=-86.95 +k=1.000031 +x_0=240000 +y_0=36000 +ellps=WGS84
7340 +proj=tmerc +lat_0=39.45 +lon_0=-86.95 +k=1.000031 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7341 +proj=tmerc +lat_0=39.15 +lon_0=-86.9 +k=1.000026 +x_0=240000 +y_0=36000 +ellps=WGS84
7342 +proj=tmerc +lat_0=39.15 +lon_0=-86.9 +k=1.000026 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7343 +proj=tmerc +lat_0=39.6 +lon_0=-87.35 +k=1.000022 +x_0=240000 +y_0=36000 +ellps=WGS84
7344 +proj=tmerc +lat_0=39.6 +lon_0=-87.35 +k=1.000022 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7345 +proj=tmerc +lat_0=37.8 +lon_0=-86.7 +k=1.00002 +x_0=240000 +y_0=36000 +ellps=WGS84
7346 +proj=tmerc +lat_0=37.8 +lon_0=-86.7 +k=1.00002 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7347 +proj=tmerc +lat_0=37.85 +lon_0=-87.3 +k=1.000015 +x_0=240000 +y_0=36000 +ellps=WGS84
7348 +proj=tmerc +lat_0=37.85 +lon_0=-87.3 +k=1.000015 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7349 +proj=tmerc +lat_0=37.75 +lon_0=-87.95 +k=1.000013 +x_0=240000 +y_0=36000 +ellps=WGS84
7350 +proj=tmerc +lat_0=37.75 +lon_0=-87.95 +k=1.000013 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7351 +proj=tmerc +lat_0=39.7 +lon_0=-85.05 +k=1.000044 +x_0=240000 +y_0=36000 +ellps=WGS84
7352 +proj=tmerc +lat_0=39.7 +lon_0=-85.05 +k=1.000044 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7353 +proj=tmerc +lat_0=38.9 +lon_0=-85.3 +k=1.000038 +x_0=240000 +y_0=36000 +ellps=WGS84
7354 +proj=tmerc +lat_0=38.9 +lon_0=-85.3 +k=1.000038 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7355 +proj=tmerc +lat_0=39.3 +lon_0=-85.9 +k=1.00003 +x_0=240000 +y_0=36000 +ellps=WGS84
7356 +proj=tmerc +lat_0=39.3 +lon_0=-85.9 +k=1.00003 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7357 +proj=tmerc +lat_0=37.75 +lon_0=-87.05 +k=1.000014 +x_0=240000 +y_0=36000 +ellps=WGS84
7358 +proj=tmerc +lat_0=37.75 +lon_0=-87.05 +k=1.000014 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7359 +proj=tmerc +lat_0=41.5 +lon_0=-85 +k=1.000041 +x_0=240000 +y_0=36000 +ellps=WGS84
7360 +proj=tmerc +lat_0=41.5 +lon_0=-85 +k=1.000041 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7361 +proj=tmerc +lat_0=38.9 +lon_0=-87.5 +k=1.000017 +x_0=240000 +y_0=36000 +ellps=WGS84
7362 +proj=tmerc +lat_0=38.9 +lon_0=-87.5 +k=1.000017 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7363 +proj=tmerc +lat_0=40.2 +lon_0=-86.9 +k=1.000026 +x_0=240000 +y_0=36000 +ellps=WGS84
7364 +proj=tmerc +lat_0=40.2 +lon_0=-86.9 +k=1.000026 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7365 +proj=tmerc +lat_0=37.8 +lon_0=-87.55 +k=1.000015 +x_0=240000 +y_0=36000 +ellps=WGS84
7366 +proj=tmerc +lat_0=37.8 +lon_0=-87.55 +k=1.000015 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7367 +proj=tmerc +lat_0=39.25 +lon_0=-87.45 +k=1.00002 +x_0=240000 +y_0=36000 +ellps=WGS84
7368 +proj=tmerc +lat_0=39.25 +lon_0=-87.45 +k=1.00002 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7369 +proj=tmerc +lat_0=40.55 +lon_0=-85.25 +k=1.000034 +x_0=240000 +y_0=36000 +ellps=WGS84
7370 +proj=tmerc +lat_0=40.55 +lon_0=-85.25 +k=1.000034 +x_0=240000 +y_0=36000 +ellps=WGS84 +to_meter=0.304800609601219
7376 9297 32641 +proj=utm +zone=41 +ellps=WGS84
7401 7402 7411 7412 7421 27572 27582 +proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=2200000 +ellps=clrk80ign +pm=paris +towgs84=-168,-60,320
7403 7413 7422 27573 27583 +proj=lcc +lat_1=44.1 +lat_0=44.1 +lon_0=0 +k_0=0.999877499 +x_0=600000 +y_0=3200000 +ellps=clrk80ign +pm=paris +towgs84=-168,-60,320
7405 9920 27700 +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=453,-114,538
7407 32037 +proj=lcc +lat_0=34 +lon_0=-101.5 +lat_1=34.65 +lat_2=36.1833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
7415 28992 +proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=577,25,458
7528 8225 +proj=tmerc +lat_0=43.3666666666667 +lon_0=-90 +k=1.0000365285 +x_0=147218.6942 +y_0=0.0037 +ellps=WGS84
7529 8222 +proj=tmerc +lat_0=45.7061111111111 +lon_0=-90.6222222222222 +k=1.0000495683 +x_0=172821.9461 +y_0=0.0017 +ellps=WGS84
7530 8218 +proj=tmerc +lat_0=45.1333333333333 +lon_0=-91.85 +k=1.0000486665 +x_0=93150 +y_0=0.0029 +ellps=WGS84
7531 8214 +proj=lcc +lat_1=46.6696483772222 +lat_0=46.6696483772222 +lon_0=-91.1527777777778 +k_0=1.0000331195 +x_0=228600.4575 +y_0=148551.4837 +ellps=WGS84
7532 8212 +proj=tmerc +lat_0=43 +lon_0=-88 +k=1.00002 +x_0=31600 +y_0=4600 +ellps=WGS84
7533 8209 +proj=tmerc +lat_0=43.4813888888889 +lon_0=-91.7972222222222 +k=1.0000382778 +x_0=175260.3502 +y_0=0.0048 +ellps=WGS84
7534 8207 +proj=lcc +lat_1=45.8987148658333 +lat_0=45.8987148658333 +lon_0=-92.4577777777778 +k_0=1.0000383841 +x_0=64008.1276 +y_0=59445.9043 +ellps=WGS84
7535 8205 +proj=tmerc +lat_0=42.7194444444444 +lon_0=-88.5 +k=1.0000286569 +x_0=244754.8893 +y_0=0.0049 +ellps=WGS84
7536 8203 +proj=lcc +lat_1=44.9778568986111 +lat_0=44.9778568986111 +lon_0=-91.2944444444444 +k_0=1.0000391127 +x_0=60045.72 +y_0=44091.4346 +ellps=WGS84
7537 8201 +proj=tmerc +lat_0=43.6 +lon_0=-90.7083333333333 +k=1.0000463003 +x_0=199949.1989 +y_0=0.0086 +ellps=WGS84
7538 8198 +proj=lcc +lat_1=43.4625466458333 +lat_0=43.4625466458333 +lon_0=-89.3944444444444 +k_0=1.00003498 +x_0=169164.3381 +y_0=111569.6134 +ellps=WGS84
7539 8196 +proj=lcc +lat_1=43.200055605 +lat_0=43.200055605 +lon_0=-90.9388888888889 +k_0=1.0000349151 +x_0=113690.6274 +y_0=53703.1201 +ellps=WGS84
7540 8191 +proj=lcc +lat_1=43.0695160375 +lat_0=43.0695160375 +lon_0=-89.4222222222222 +k_0=1.0000384786 +x_0=247193.2944 +y_0=146591.9896 +ellps=WGS84
7541 8187 +proj=tmerc +lat_0=41.4722222222222 +lon_0=-88.775 +k=1.0000346418 +x_0=263347.7263 +y_0=0.0076 +ellps=WGS84
7542 8184 +proj=tmerc +lat_0=44.4 +lon_0=-87.2722222222222 +k=1.0000187521 +x_0=158801.1176 +y_0=0.0023 +ellps=WGS84
7543 8181 +proj=tmerc +lat_0=45.8833333333333 +lon_0=-91.9166666666667 +k=1.0000385418 +x_0=59131.3183 +y_0=0.0041 +ellps=WGS84
7544 8179 +proj=tmerc +lat_0=44.4083333333333 +lon_0=-91.8944444444444 +k=1.0000410324 +x_0=51816.104 +y_0=0.003 +ellps=WGS84
7545 8092 +proj=lcc +lat_1=44.8722811263889 +lat_0=44.8722811263889 +lon_0=-91.2888888888889 +k_0=1.000035079 +x_0=120091.4402 +y_0=91687.9239 +ellps=WGS84
7546 8090 +proj=tmerc +lat_0=45.4388888888889 +lon_0=-88.1416666666667 +k=1.0000552095 +x_0=133502.6683 +y_0=0.0063 +ellps=WGS84
7547 8173 +proj=tmerc +lat_0=44.0055555555556 +lon_0=-88.6333333333333 +k=1.0000673004 +x_0=275844.5533 +y_0=0.0157 +ellps=WGS84
7548 8171 +proj=tmerc +lat_0=41.4111111111111 +lon_0=-90.8 +k=1.0000349452 +x_0=242316.4841 +y_0=0.01 +ellps=WGS84
7549 8169 +proj=lcc +lat_1=42.6375622769444 +lat_0=42.6375622769444 +lon_0=-89.8388888888889 +k_0=1.0000390487 +x_0=170078.7403 +y_0=45830.2947 +ellps=WGS84
7550 8167 +proj=lcc +lat_1=43.8070001177778 +lat_0=43.8070001177778 +lon_0=-89.2416666666667 +k_0=1.0000344057 +x_0=150876.3018 +y_0=79170.7795 +ellps=WGS84
7551 8165 +proj=tmerc +lat_0=42.5388888888889 +lon_0=-90.1611111111111 +k=1.0000394961 +x_0=113081.0261 +y_0=0.0045 +ellps=WGS84
7552 8163 +proj=tmerc +lat_0=45.4333333333333 +lon_0=-90.2555555555556 +k=1.0000677153 +x_0=220980.4419 +y_0=0.0085 +ellps=WGS84
7553 8161 +proj=tmerc +lat_0=44.2533351277778 +lon_0=-90.8442965194444 +k=1.0000353 +x_0=27000 +y_0=25000 +ellps=WGS84
7554 8159 +proj=tmerc +lat_0=42.2166666666667 +lon_0=-87.8944444444444 +k=1.0000260649 +x_0=185928.3728 +y_0=0.0009 +ellps=WGS84
7555 8157 +proj=tmerc +lat_0=43.2666666666667 +lon_0=-87.55 +k=1.0000233704 +x_0=79857.7614 +y_0=0.0012 +ellps=WGS84
7556 8155 +proj=tmerc +lat_0=43.4511111111111 +lon_0=-91.3166666666667 +k=1.0000319985 +x_0=130454.6598 +y_0=0.0033 +ellps=WGS84
7557 8153 +proj=lcc +lat_1=45.1542371052778 +lat_0=45.1542371052778 +lon_0=-89.0333333333333 +k_0=1.0000627024 +x_0=198425.197 +y_0=105279.7829 +ellps=WGS84
7558 8151 +proj=tmerc +lat_0=44.8444444444444 +lon_0=-89.7333333333333 +k=1.0000599003 +x_0=116129.0323 +y_0=0.0058 +ellps=WGS84
7559 8149 +proj=lcc +lat_1=44.9009044236111 +lat_0=44.9009044236111 +lon_0=-89.77 +k_0=1.000053289 +x_0=74676.1493 +y_0=55049.2669 +ellps=WGS84
7560 8147 +proj=tmerc +lat_0=44.6916666666667 +lon_0=-87.7111111111111 +k=1.0000234982 +x_0=238658.8794 +y_0=0.0032 +ellps=WGS84
7561 8145 +proj=tmerc +lat_0=44.7166666666667 +lon_0=-88.4166666666667 +k=1.0000362499 +x_0=105461.0121 +y_0=0.0029 +ellps=WGS84
7562 8143 +proj=lcc +lat_1=44.0000739286111 +lat_0=44.0000739286111 +lon_0=-90.6416666666667 +k_0=1.0000434122 +x_0=204521.209 +y_0=121923.9861 +ellps=WGS84
7563 8141 +proj=tmerc +lat_0=44.3972222222222 +lon_0=-87.9083333333333 +k=1.0000236869 +x_0=182880.3676 +y_0=0.0033 +ellps=WGS84
7564 8139 +proj=lcc +lat_1=45.7042237702778 +lat_0=45.7042237702778 +lon_0=-89.5444444444444 +k_0=1.0000686968 +x_0=70104.1401 +y_0=57588.0346 +ellps=WGS84
7565 8137 +proj=lcc +lat_1=44.6361488719444 +lat_0=44.6361488719444 +lon_0=-92.2277777777778 +k_0=1.0000362977 +x_0=167640.3354 +y_0=86033.0876 +ellps=WGS84
7566 8135 +proj=tmerc +lat_0=44.6611111111111 +lon_0=-92.6333333333333 +k=1.0000433849 +x_0=141732.2823 +y_0=0.0059 +ellps=WGS84
7567 8133 +proj=lcc +lat_1=44.4168239752778 +lat_0=44.4168239752778 +lon_0=-89.5 +k_0=1.000039936 +x_0=56388.1128 +y_0=50022.1874 +ellps=WGS84
7568 8131 +proj=tmerc +lat_0=44.5555555555556 +lon_0=-90.4888888888889 +k=1.0000649554 +x_0=227990.8546 +y_0=0.0109 +ellps=WGS84
7569 8129 +proj=lcc +lat_1=43.3223129275 +lat_0=43.3223129275 +lon_0=-90.4305555555556 +k_0=1.0000375653 +x_0=202387.6048 +y_0=134255.4253 +ellps=WGS84
7570 8127 +proj=tmerc +lat_0=41.9444444444444 +lon_0=-89.0722222222222 +k=1.0000337311 +x_0=146304.2926 +y_0=0.0068 +ellps=WGS84
7571 8125 +proj=tmerc +lat_0=43.9194444444444 +lon_0=-91.0666666666667 +k=1.0000495976 +x_0=250546.1013 +y_0=0.0234 +ellps=WGS84
7572 8123 +proj=tmerc +lat_0=42.8194444444444 +lon_0=-89.9 +k=1.0000373868 +x_0=185623.5716 +y_0=0.0051 +ellps=WGS84
7573 8121 +proj=lcc +lat_1=45.9000991313889 +lat_0=45.9000991313889 +lon_0=-91.1166666666667 +k_0=1.0000573461 +x_0=216713.2336 +y_0=120734.1631 +ellps=WGS84
7574 8119 +proj=tmerc +lat_0=44.0361111111111 +lon_0=-88.6055555555556 +k=1.000032144 +x_0=262433.3253 +y_0=0.0096 +ellps=WGS84
7575 8117 +proj=tmerc +lat_0=44.0361111111111 +lon_0=-92.6333333333333 +k=1.0000381803 +x_0=165506.7302 +y_0=0.0103 +ellps=WGS84
7576 8115 +proj=lcc +lat_1=45.1778220858333 +lat_0=45.1778220858333 +lon_0=-90.4833333333333 +k_0=1.0000597566 +x_0=187147.5744 +y_0=107746.7522 +ellps=WGS84
7577 8113 +proj=tmerc +lat_0=43.1611111111111 +lon_0=-91.3666666666667 +k=1.0000361538 +x_0=256946.9138 +y_0=0.0041 +ellps=WGS84
7578 8111 +proj=lcc +lat_1=43.5750329397222 +lat_0=43.5750329397222 +lon_0=-90.7833333333333 +k_0=1.0000408158 +x_0=222504.4451 +y_0=47532.0602 +ellps=WGS84
7579 8109 +proj=lcc +lat_1=46.0778440905556 +lat_0=46.0778440905556 +lon_0=-89.4888888888889 +k_0=1.0000730142 +x_0=134417.0689 +y_0=50337.1092 +ellps=WGS84
7580 8107 +proj=lcc +lat_1=42.6694620969444 +lat_0=42.6694620969444 +lon_0=-88.5416666666667 +k_0=1.0000367192 +x_0=232562.8651 +y_0=111088.2224 +ellps=WGS84
7581 8105 +proj=lcc +lat_1=45.9612198333333 +lat_0=45.9612198333333 +lon_0=-91.7833333333333 +k_0=1.0000475376 +x_0=234086.8682 +y_0=188358.6058 +ellps=WGS84
7582 8103 +proj=tmerc +lat_0=42.9180555555556 +lon_0=-88.0638888888889 +k=1.00003738 +x_0=120091.4415 +y_0=0.003 +ellps=WGS84
7583 8101 +proj=tmerc +lat_0=42.5694444444444 +lon_0=-88.225 +k=1.0000346179 +x_0=208788.418 +y_0=0.0034 +ellps=WGS84
7584 8099 +proj=tmerc +lat_0=43.4202777777778 +lon_0=-88.8166666666667 +k=1.0000333645 +x_0=185013.9709 +y_0=0.007 +ellps=WGS84
7585 8097 +proj=lcc +lat_1=44.1139440458333 +lat_0=44.1139440458333 +lon_0=-89.2416666666667 +k_0=1.0000392096 +x_0=120091.4402 +y_0=45069.7587 +ellps=WGS84
7586 8095 +proj=lcc +lat_1=44.3625954694444 +lat_0=44.3625954694444 +lon_0=-90 +k_0=1.0000421209 +x_0=208483.6173 +y_0=134589.754 +ellps=WGS84
7587 8226 +proj=tmerc +lat_0=43.3666666666667 +lon_0=-90 +k=1.0000365285 +x_0=147218.694132588 +y_0=0.00365760731521463 +ellps=WGS84 +to_meter=0.304800609601219
7588 8224 +proj=tmerc +lat_0=45.7061111111111 +lon_0=-90.6222222222222 +k=1.0000495683 +x_0=172821.945948692 +y_0=0.00182880365760732 +ellps=WGS84 +to_meter=0.304800609601219
7589 8220 +proj=tmerc +lat_0=45.1333333333333 +lon_0=-91.85 +k=1.0000486665 +x_0=93150 +y_0=0.00304800609601219 +ellps=WGS84 +to_meter=0.304800609601219
7590 8216 +proj=lcc +lat_1=46.6696483772222 +lat_0=46.6696483772222 +lon_0=-91.1527777777778 +k_0=1.0000331195 +x_0=228600.457505715 +y_0=148551.483566167 +ellps=WGS84 +to_meter=0.304800609601219
7591 8213 +proj=tmerc +lat_0=43 +lon_0=-88 +k=1.00002 +x_0=31599.9998983998 +y_0=4599.9998983998 +ellps=WGS84 +to_meter=0.304800609601219
7592 8210 +proj=tmerc +lat_0=43.4813888888889 +lon_0=-91.7972222222222 +k=1.0000382778 +x_0=175260.3502159 +y_0=0.00487680975361951 +ellps=WGS84 +to_meter=0.304800609601219
7593 8208 +proj=lcc +lat_1=45.8987148658333 +lat_0=45.8987148658333 +lon_0=-92.4577777777778 +k_0=1.0000383841 +x_0=64008.1277114554 +y_0=59445.9041910084 +ellps=WGS84 +to_meter=0.304800609601219
7594 8206 +proj=tmerc +lat_0=42.7194444444444 +lon_0=-88.5 +k=1.0000286569 +x_0=244754.889204978 +y_0=0.00487680975361951 +ellps=WGS84 +to_meter=0.304800609601219
7595 8204 +proj=lcc +lat_1=44.9778568986111 +lat_0=44.9778568986111 +lon_0=-91.2944444444444 +k_0=1.0000391127 +x_0=60045.7200914402 +y_0=44091.434493269 +ellps=WGS84 +to_meter=0.304800609601219
7596 8202 +proj=tmerc +lat_0=43.6 +lon_0=-90.7083333333333 +k=1.0000463003 +x_0=199949.198983998 +y_0=0.00853441706883414 +ellps=WGS84 +to_meter=0.304800609601219
7597 8200 +proj=lcc +lat_1=43.4625466458333 +lat_0=43.4625466458333 +lon_0=-89.3944444444444 +k_0=1.00003498 +x_0=169164.338023876 +y_0=111569.613512827 +ellps=WGS84 +to_meter=0.304800609601219
7598 8197 +proj=lcc +lat_1=43.200055605 +lat_0=43.200055605 +lon_0=-90.9388888888889 +k_0=1.0000349151 +x_0=113690.627381255 +y_0=53703.1202438405 +ellps=WGS84 +to_meter=0.304800609601219
7599 8193 +proj=lcc +lat_1=43.0695160375 +lat_0=43.0695160375 +lon_0=-89.4222222222222 +k_0=1.0000384786 +x_0=247193.294386589 +y_0=146591.989636779 +ellps=WGS84 +to_meter=0.304800609601219
7600 8189 +proj=tmerc +lat_0=41.4722222222222 +lon_0=-88.775 +k=1.0000346418 +x_0=263347.726390653 +y_0=0.00762001524003048 +ellps=WGS84 +to_meter=0.304800609601219
7601 8185 +proj=tmerc +lat_0=44.4 +lon_0=-87.2722222222222 +k=1.0000187521 +x_0=158801.117602235 +y_0=0.00243840487680975 +ellps=WGS84 +to_meter=0.304800609601219
7602 8182 +proj=tmerc +lat_0=45.8833333333333 +lon_0=-91.9166666666667 +k=1.0000385418 +x_0=59131.3182626365 +y_0=0.00396240792481585 +ellps=WGS84 +to_meter=0.304800609601219
7603 8180 +proj=tmerc +lat_0=44.4083333333333 +lon_0=-91.8944444444444 +k=1.0000410324 +x_0=51816.1039370079 +y_0=0.00304800609601219 +ellps=WGS84 +to_meter=0.304800609601219
7604 8093 +proj=lcc +lat_1=44.8722811263889 +lat_0=44.8722811263889 +lon_0=-91.2888888888889 +k_0=1.000035079 +x_0=120091.44018288 +y_0=91687.9239014478 +ellps=WGS84 +to_meter=0.304800609601219
7605 8091 +proj=tmerc +lat_0=45.4388888888889 +lon_0=-88.1416666666667 +k=1.0000552095 +x_0=133502.668224536 +y_0=0.0064008128016256 +ellps=WGS84 +to_meter=0.304800609601219
7606 8177 +proj=tmerc +lat_0=44.0055555555556 +lon_0=-88.6333333333333 +k=1.0000673004 +x_0=275844.553213106 +y_0=0.0158496316992634 +ellps=WGS84 +to_meter=0.304800609601219
7607 8172 +proj=tmerc +lat_0=41.4111111111111 +lon_0=-90.8 +k=1.0000349452 +x_0=242316.484023368 +y_0=0.0100584201168402 +ellps=WGS84 +to_meter=0.304800609601219
7608 8170 +proj=lcc +lat_1=42.6375622769444 +lat_0=42.6375622769444 +lon_0=-89.8388888888889 +k_0=1.0000390487 +x_0=170078.74015748 +y_0=45830.2948437897 +ellps=WGS84 +to_meter=0.304800609601219
7609 8168 +proj=lcc +lat_1=43.8070001177778 +lat_0=43.8070001177778 +lon_0=-89.2416666666667 +k_0=1.0000344057 +x_0=150876.301752604 +y_0=79170.7793751588 +ellps=WGS84 +to_meter=0.304800609601219
7610 8166 +proj=tmerc +lat_0=42.5388888888889 +lon_0=-90.1611111111111 +k=1.0000394961 +x_0=113081.026162052 +y_0=0.00457200914401829 +ellps=WGS84 +to_meter=0.304800609601219
7611 8164 +proj=tmerc +lat_0=45.4333333333333 +lon_0=-90.2555555555556 +k=1.0000677153 +x_0=220980.441960884 +y_0=0.00853441706883414 +ellps=WGS84 +to_meter=0.304800609601219
7612 8162 +proj=tmerc +lat_0=44.2533351277778 +lon_0=-90.8442965194444 +k=1.0000353 +x_0=27000 +y_0=24999.9998983998 +ellps=WGS84 +to_meter=0.304800609601219
7613 8160 +proj=tmerc +lat_0=42.2166666666667 +lon_0=-87.8944444444444 +k=1.0000260649 +x_0=185928.372771146 +y_0=0.000914401828803658 +ellps=WGS84 +to_meter=0.304800609601219
7614 8158 +proj=tmerc +lat_0=43.2666666666667 +lon_0=-87.55 +k=1.0000233704 +x_0=79857.7615443231 +y_0=0.00121920243840488 +ellps=WGS84 +to_meter=0.304800609601219
7615 8156 +proj=tmerc +lat_0=43.4511111111111 +lon_0=-91.3166666666667 +k=1.0000319985 +x_0=130454.659690119 +y_0=0.00335280670561341 +ellps=WGS84 +to_meter=0.304800609601219
7616 8154 +proj=lcc +lat_1=45.1542371052778 +lat_0=45.1542371052778 +lon_0=-89.0333333333333 +k_0=1.0000627024 +x_0=198425.196850394 +y_0=105279.782880366 +ellps=WGS84 +to_meter=0.304800609601219
7617 8152 +proj=tmerc +lat_0=44.8444444444444 +lon_0=-89.7333333333333 +k=1.0000599003 +x_0=116129.032258065 +y_0=0.00579121158242317 +ellps=WGS84 +to_meter=0.304800609601219
7618 8150 +proj=lcc +lat_1=44.9009044236111 +lat_0=44.9009044236111 +lon_0=-89.77 +k_0=1.000053289 +x_0=74676.1493522987 +y_0=55049.2669545339 +ellps=WGS84 +to_meter=0.304800609601219
7619 8148 +proj=tmerc +lat_0=44.6916666666667 +lon_0=-87.7111111111111 +k=1.0000234982 +x_0=238658.879451359 +y_0=0.00304800609601219 +ellps=WGS84 +to_meter=0.304800609601219
7620 8146 +proj=tmerc +lat_0=44.7166666666667 +lon_0=-88.4166666666667 +k=1.0000362499 +x_0=105461.012141224 +y_0=0.00304800609601219 +ellps=WGS84 +to_meter=0.304800609601219
7621 8144 +proj=lcc +lat_1=44.0000739286111 +lat_0=44.0000739286111 +lon_0=-90.6416666666667 +k_0=1.0000434122 +x_0=204521.209042418 +y_0=121923.986182372 +ellps=WGS84 +to_meter=0.304800609601219
7622 8142 +proj=tmerc +lat_0=44.3972222222222 +lon_0=-87.9083333333333 +k=1.0000236869 +x_0=182880.367589535 +y_0=0.00335280670561341 +ellps=WGS84 +to_meter=0.304800609601219
7623 8140 +proj=lcc +lat_1=45.7042237702778 +lat_0=45.7042237702778 +lon_0=-89.5444444444444 +k_0=1.0000686968 +x_0=70104.1402082804 +y_0=57588.0347472695 +ellps=WGS84 +to_meter=0.304800609601219
7624 8138 +proj=lcc +lat_1=44.6361488719444 +lat_0=44.6361488719444 +lon_0=-92.2277777777778 +k_0=1.0000362977 +x_0=167640.335280671 +y_0=86033.0877317755 +ellps=WGS84 +to_meter=0.304800609601219
7625 8136 +proj=tmerc +lat_0=44.6611111111111 +lon_0=-92.6333333333333 +k=1.0000433849 +x_0=141732.282245365 +y_0=0.00579121158242317 +ellps=WGS84 +to_meter=0.304800609601219
7626 8134 +proj=lcc +lat_1=44.4168239752778 +lat_0=44.4168239752778 +lon_0=-89.5 +k_0=1.000039936 +x_0=56388.1127762256 +y_0=50022.1874523749 +ellps=WGS84 +to_meter=0.304800609601219
7627 8132 +proj=tmerc +lat_0=44.5555555555556 +lon_0=-90.4888888888889 +k=1.0000649554 +x_0=227990.854457709 +y_0=0.0109728219456439 +ellps=WGS84 +to_meter=0.304800609601219
7628 8130 +proj=lcc +lat_1=43.3223129275 +lat_0=43.3223129275 +lon_0=-90.4305555555556 +k_0=1.0000375653 +x_0=202387.60477521 +y_0=134255.425450851 +ellps=WGS84 +to_meter=0.304800609601219
7629 8128 +proj=tmerc +lat_0=41.9444444444444 +lon_0=-89.0722222222222 +k=1.0000337311 +x_0=146304.292608585 +y_0=0.00670561341122682 +ellps=WGS84 +to_meter=0.304800609601219
7630 8126 +proj=tmerc +lat_0=43.9194444444444 +lon_0=-91.0666666666667 +k=1.0000495976 +x_0=250546.101397003 +y_0=0.0234696469392939 +ellps=WGS84 +to_meter=0.304800609601219
7631 8124 +proj=tmerc +lat_0=42.8194444444444 +lon_0=-89.9 +k=1.0000373868 +x_0=185623.571551943 +y_0=0.00518161036322073 +ellps=WGS84 +to_meter=0.304800609601219
7632 8122 +proj=lcc +lat_1=45.9000991313889 +lat_0=45.9000991313889 +lon_0=-91.1166666666667 +k_0=1.0000573461 +x_0=216713.233731268 +y_0=120734.163169926 +ellps=WGS84 +to_meter=0.304800609601219
7633 8120 +proj=tmerc +lat_0=44.0361111111111 +lon_0=-88.6055555555556 +k=1.000032144 +x_0=262433.32517145 +y_0=0.0094488188976378 +ellps=WGS84 +to_meter=0.304800609601219
7634 8118 +proj=tmerc +lat_0=44.0361111111111 +lon_0=-92.6333333333333 +k=1.0000381803 +x_0=165506.73009906 +y_0=0.0103632207264415 +ellps=WGS84 +to_meter=0.304800609601219
7635 8116 +proj=lcc +lat_1=45.1778220858333 +lat_0=45.1778220858333 +lon_0=-90.4833333333333 +k_0=1.0000597566 +x_0=187147.574295149 +y_0=107746.752146304 +ellps=WGS84 +to_meter=0.304800609601219
7636 8114 +proj=tmerc +lat_0=43.1611111111111 +lon_0=-91.3666666666667 +k=1.0000361538 +x_0=256946.913893828 +y_0=0.00396240792481585 +ellps=WGS84 +to_meter=0.304800609601219
7637 8112 +proj=lcc +lat_1=43.5750329397222 +lat_0=43.5750329397222 +lon_0=-90.7833333333333 +k_0=1.0000408158 +x_0=222504.44500889 +y_0=47532.0603505207 +ellps=WGS84 +to_meter=0.304800609601219
7638 8110 +proj=lcc +lat_1=46.0778440905556 +lat_0=46.0778440905556 +lon_0=-89.4888888888889 +k_0=1.0000730142 +x_0=134417.068834138 +y_0=50337.1092710185 +ellps=WGS84 +to_meter=0.304800609601219
7639 8108 +proj=lcc +lat_1=42.6694620969444 +lat_0=42.6694620969444 +lon_0=-88.5416666666667 +k_0=1.0000367192 +x_0=232562.86512573 +y_0=111088.222402845 +ellps=WGS84 +to_meter=0.304800609601219
7640 8106 +proj=lcc +lat_1=45.9612198333333 +lat_0=45.9612198333333 +lon_0=-91.7833333333333 +k_0=1.0000475376 +x_0=234086.868173736 +y_0=188358.605943612 +ellps=WGS84 +to_meter=0.304800609601219
7641 8104 +proj=tmerc +lat_0=42.9180555555556 +lon_0=-88.0638888888889 +k=1.00003738 +x_0=120091.441402083 +y_0=0.00304800609601219 +ellps=WGS84 +to_meter=0.304800609601219
7642 8102 +proj=tmerc +lat_0=42.5694444444444 +lon_0=-88.225 +k=1.0000346179 +x_0=208788.417881636 +y_0=0.00335280670561341 +ellps=WGS84 +to_meter=0.304800609601219
7643 8100 +proj=tmerc +lat_0=43.4202777777778 +lon_0=-88.8166666666667 +k=1.0000333645 +x_0=185013.970942342 +y_0=0.00701041402082804 +ellps=WGS84 +to_meter=0.304800609601219
7644 8098 +proj=lcc +lat_1=44.1139440458333 +lat_0=44.1139440458333 +lon_0=-89.2416666666667 +k_0=1.0000392096 +x_0=120091.44018288 +y_0=45069.7588011176 +ellps=WGS84 +to_meter=0.304800609601219
7645 8096 +proj=lcc +lat_1=44.3625954694444 +lat_0=44.3625954694444 +lon_0=-90 +k_0=1.0000421209 +x_0=208483.617272035 +y_0=134589.753924308 +ellps=WGS84 +to_meter=0.304800609601219
7682 7683 +proj=longlat +ellps=GSK2011
7692 +proj=tmerc +lat_0=0 +lon_0=68.5166666666667 +k=1 +x_0=1300000 +y_0=14743.5 +ellps=WGS84
7693 +proj=tmerc +lat_0=0 +lon_0=71.5166666666667 +k=1 +x_0=2300000 +y_0=14743.5 +ellps=WGS84
7694 +proj=tmerc +lat_0=0 +lon_0=74.5166666666667 +k=1 +x_0=3300000 +y_0=14743.5 +ellps=WGS84
7695 +proj=tmerc +lat_0=0 +lon_0=77.5166666666667 +k=1 +x_0=4300000 +y_0=14743.5 +ellps=WGS84
7696 +proj=tmerc +lat_0=0 +lon_0=80.5166666666667 +k=1 +x_0=5300000 +y_0=14743.5 +ellps=WGS84
7755 +proj=lcc +lat_0=24 +lon_0=80 +lat_1=12.472955 +lat_2=35.1728044444444 +x_0=4000000 +y_0=4000000 +ellps=WGS84
7756 +proj=lcc +lat_0=16.25543298 +lon_0=80.875 +lat_1=13.75 +lat_2=18.75 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7757 +proj=lcc +lat_0=28.00157897 +lon_0=94.5 +lat_1=27 +lat_2=29 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7758 +proj=lcc +lat_0=26.00257703 +lon_0=92.75 +lat_1=24.6666666666667 +lat_2=27.3333333333333 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7759 +proj=lcc +lat_0=25.87725247 +lon_0=85.875 +lat_1=24.625 +lat_2=27.125 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7760 +proj=lcc +lat_0=28.62510126 +lon_0=77 +lat_1=28.375 +lat_2=28.875 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7761 +proj=lcc +lat_0=22.37807121 +lon_0=71.375 +lat_1=20.7916666666667 +lat_2=23.9583333333333 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7762 +proj=lcc +lat_0=29.25226266 +lon_0=76 +lat_1=28.0833333333333 +lat_2=30.4166666666667 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7763 +proj=lcc +lat_0=31.75183497 +lon_0=77.375 +lat_1=30.75 +lat_2=32.75 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7764 +proj=lcc +lat_0=34.75570874 +lon_0=76.5 +lat_1=33.0833333333333 +lat_2=36.4166666666667 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7765 +proj=lcc +lat_0=23.62652682 +lon_0=85.625 +lat_1=22.5416666666667 +lat_2=24.7083333333333 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7766 +proj=lcc +lat_0=24.00529821 +lon_0=78.375 +lat_1=22 +lat_2=26 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7767 +proj=lcc +lat_0=18.88015774 +lon_0=76.75 +lat_1=16.625 +lat_2=21.125 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7768 +proj=lcc +lat_0=24.75060911 +lon_0=94 +lat_1=24.0833333333333 +lat_2=25.4166666666667 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7769 +proj=lcc +lat_0=25.62524747 +lon_0=91.375 +lat_1=25.2083333333333 +lat_2=26.0416666666667 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7770 +proj=lcc +lat_0=26.12581974 +lon_0=94.375 +lat_1=25.375 +lat_2=26.875 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7771 +proj=lcc +lat_0=25.63452135 +lon_0=93.5 +lat_1=23.0416666666667 +lat_2=28.2083333333333 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7772 +proj=lcc +lat_0=20.25305174 +lon_0=84.375 +lat_1=18.5833333333333 +lat_2=21.9166666666667 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7773 +proj=lcc +lat_0=31.00178226 +lon_0=75.375 +lat_1=30 +lat_2=32 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7774 +proj=lcc +lat_0=26.88505546 +lon_0=73.875 +lat_1=24.2916666666667 +lat_2=29.4583333333333 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7775 +proj=lcc +lat_0=27.13270823 +lon_0=80.875 +lat_1=24.875 +lat_2=29.375 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7776 +proj=lcc +lat_0=30.0017132 +lon_0=79.375 +lat_1=29 +lat_2=31 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7777 +proj=tmerc +lat_0=10.25 +lon_0=93.25 +k=0.9999428 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7778 +proj=tmerc +lat_0=21 +lon_0=82.25 +k=0.9998332 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7779 +proj=tmerc +lat_0=15.375 +lon_0=74 +k=0.9999913 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7780 +proj=tmerc +lat_0=15.125 +lon_0=76.375 +k=0.9998012 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7781 +proj=tmerc +lat_0=10.5 +lon_0=76 +k=0.9999177 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7782 +proj=tmerc +lat_0=10 +lon_0=73.125 +k=0.9999536 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7783 +proj=tmerc +lat_0=23.125 +lon_0=92.75 +k=0.9999821 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7784 +proj=tmerc +lat_0=27.625 +lon_0=88.5 +k=0.9999926 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7785 +proj=tmerc +lat_0=10.875 +lon_0=78.375 +k=0.9997942 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7786 +proj=tmerc +lat_0=23.75 +lon_0=91.75 +k=0.9999822 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7787 +proj=tmerc +lat_0=24.375 +lon_0=87.875 +k=0.9998584 +x_0=1000000 +y_0=1000000 +ellps=WGS84
7801 +proj=lcc +lat_0=42.6678756833333 +lon_0=25.5 +lat_1=42 +lat_2=43.3333333333333 +x_0=500000 +y_0=4725824.3591 +ellps=WGS84
7825 +proj=tmerc +lat_0=0.0833333333333333 +lon_0=23.5 +k=1 +x_0=1300000 +y_0=0 +ellps=krass +towgs84=25,-126,-86
7826 +proj=tmerc +lat_0=0.0833333333333333 +lon_0=26.5 +k=1 +x_0=2300000 +y_0=0 +ellps=krass +towgs84=25,-127,-86
7827 +proj=tmerc +lat_0=0.0833333333333333 +lon_0=29.5 +k=1 +x_0=3300000 +y_0=0 +ellps=krass +towgs84=24,-127,-86
7828 +proj=tmerc +lat_0=0.0833333333333333 +lon_0=32.5 +k=1 +x_0=4300000 +y_0=0 +ellps=krass +towgs84=23,-127,-86
7829 +proj=tmerc +lat_0=0.0833333333333333 +lon_0=35.5 +k=1 +x_0=5300000 +y_0=0 +ellps=krass +towgs84=22,-128,-86
7830 +proj=tmerc +lat_0=0.0833333333333333 +lon_0=38.5 +k=1 +x_0=6300000 +y_0=0 +ellps=krass +towgs84=22,-128,-85
7831 +proj=tmerc +lat_0=0.0833333333333333 +lon_0=41.5 +k=1 +x_0=7300000 +y_0=0 +ellps=krass +towgs84=21,-129,-85
7848 9488 23878 28348 32748 +proj=utm +zone=48 +south +ellps=WGS84
7849 9489 23879 28349 32749 +proj=utm +zone=49 +south +ellps=WGS84
7850 9490 23880 28350 32750 +proj=utm +zone=50 +south +ellps=WGS84
7851 9491 23881 28351 32751 +proj=utm +zone=51 +south +ellps=WGS84
7852 9492 23882 28352 32752 +proj=utm +zone=52 +south +ellps=WGS84
7853 8455 9493 23883 28353 32753 +proj=utm +zone=53 +south +ellps=WGS84
7877 +proj=tmerc +lat_0=-15.9666666666667 +lon_0=-5.71666666666667 +k=1 +x_0=300000 +y_0=2000000 +ellps=intl +towgs84=-324,551,-491
7878 7954 +proj=utm +zone=30 +south +ellps=intl +towgs84=-324,551,-491
7882 +proj=tmerc +lat_0=-15.9666666666667 +lon_0=-5.71666666666667 +k=1 +x_0=299483.737 +y_0=2000527.879 +ellps=WGS84
7883 7887 7955 7956 32730 +proj=utm +zone=30 +south +ellps=WGS84
7991 +proj=tmerc +lat_0=0 +lon_0=-79.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66 +towgs84=-15,162,181
7992 +proj=utm +zone=33 +south +ellps=intl +towgs84=-254,-5,-100
8013 +proj=tmerc +lat_0=0 +lon_0=117.883333333333 +k=1.0000044 +x_0=50000 +y_0=4100000 +ellps=WGS84
8014 +proj=tmerc +lat_0=0 +lon_0=115.25 +k=1.0000022 +x_0=60000 +y_0=2700000 +ellps=WGS84
8015 +proj=tmerc +lat_0=0 +lon_0=122.333333333333 +k=1.00000298 +x_0=50000 +y_0=2300000 +ellps=WGS84
8016 +proj=tmerc +lat_0=0 +lon_0=115.433333333333 +k=0.99999592 +x_0=50000 +y_0=4000000 +ellps=WGS84
8017 +proj=tmerc +lat_0=0 +lon_0=113.666666666667 +k=0.99999796 +x_0=50000 +y_0=3050000 +ellps=WGS84
8018 +proj=tmerc +lat_0=0 +lon_0=105.625 +k=1.00002514 +x_0=50000 +y_0=1400000 +ellps=WGS84
8019 +proj=tmerc +lat_0=0 +lon_0=96.875 +k=0.99999387 +x_0=50000 +y_0=1600000 +ellps=WGS84
8020 +proj=tmerc +lat_0=0 +lon_0=115.933333333333 +k=1.000019 +x_0=40000 +y_0=4100000 +ellps=WGS84
8021 +proj=tmerc +lat_0=0 +lon_0=121.883333333333 +k=1.0000055 +x_0=50000 +y_0=4050000 +ellps=WGS84
8022 +proj=tmerc +lat_0=0 +lon_0=114.066666666667 +k=1.00000236 +x_0=50000 +y_0=2750000 +ellps=WGS84
8023 +proj=tmerc +lat_0=0 +lon_0=114.583333333333 +k=1.00000628 +x_0=50000 +y_0=3450000 +ellps=WGS84
8024 +proj=tmerc +lat_0=0 +lon_0=121.5 +k=1.00004949 +x_0=60000 +y_0=3800000 +ellps=WGS84
8025 +proj=tmerc +lat_0=0 +lon_0=114.983333333333 +k=1.00000314 +x_0=50000 +y_0=3650000 +ellps=WGS84
8026 +proj=tmerc +lat_0=0 +lon_0=114.315277777778 +k=1.000014 +x_0=55000 +y_0=3700000 +ellps=WGS84
8027 +proj=tmerc +lat_0=0 +lon_0=116.933333333333 +k=0.9999989 +x_0=50000 +y_0=2550000 +ellps=WGS84
8028 +proj=tmerc +lat_0=0 +lon_0=128.75 +k=1.0000165 +x_0=50000 +y_0=2100000 +ellps=WGS84
8029 +proj=tmerc +lat_0=0 +lon_0=115.366666666667 +k=1.00000157 +x_0=50000 +y_0=3750000 +ellps=WGS84
8030 +proj=tmerc +lat_0=0 +lon_0=115.166666666667 +k=1.0000055 +x_0=50000 +y_0=4050000 +ellps=WGS84
8031 +proj=tmerc +lat_0=0 +lon_0=115.816666666667 +k=0.99999906 +x_0=50000 +y_0=3900000 +ellps=WGS84
8032 +proj=tmerc +lat_0=0 +lon_0=118.6 +k=1.00000135 +x_0=50000 +y_0=2500000 +ellps=WGS84
8035 +proj=tmerc +lat_0=0 +lon_0=-63 +k=0.9996 +x_0=500000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8036 +proj=tmerc +lat_0=0 +lon_0=-57 +k=0.9996 +x_0=500000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8042 8043 +proj=longlat +a=6376045 +rf=310 +pm=ferro
8065 +proj=omerc +lat_0=32.25 +lonc=-111.4 +alpha=45 +gamma=45 +k=1.00011 +x_0=48768 +y_0=243840 +ellps=WGS84 +to_meter=0.3048
8066 +proj=tmerc +lat_0=31.25 +lon_0=-112.166666666667 +k=1.00009 +x_0=548640 +y_0=304800 +ellps=WGS84 +to_meter=0.3048
8067 +proj=tmerc +lat_0=31.5 +lon_0=-113.166666666667 +k=1.000055 +x_0=182880 +y_0=0 +ellps=WGS84 +to_meter=0.3048
8068 +proj=lcc +lat_1=30.5 +lat_0=30.5 +lon_0=-110.75 +k_0=0.9998 +x_0=9144 +y_0=-188976 +ellps=WGS84 +to_meter=0.3048
8082 +proj=tmerc +lat_0=0 +lon_0=-61.5 +k=0.9999 +x_0=24500000 +y_0=0 +ellps=WGS84
8083 +proj=tmerc +lat_0=0 +lon_0=-64.5 +k=0.9999 +x_0=25500000 +y_0=0 +ellps=WGS84
8088 9953 +proj=lcc +lat_0=65 +lon_0=-19 +lat_1=64.25 +lat_2=65.75 +x_0=2700000 +y_0=300000 +ellps=WGS84
8311 +proj=tmerc +lat_0=43.5 +lon_0=-117.666666666667 +k=1.00014 +x_0=90000 +y_0=0 +ellps=WGS84
8312 +proj=tmerc +lat_0=43.5 +lon_0=-117.666666666667 +k=1.00014 +x_0=90000.00001488 +y_0=0 +ellps=WGS84 +to_meter=0.3048
8313 +proj=tmerc +lat_0=43.5 +lon_0=-119 +k=1.00022 +x_0=20000 +y_0=0 +ellps=WGS84
8314 +proj=tmerc +lat_0=43.5 +lon_0=-119 +k=1.00022 +x_0=19999.99999992 +y_0=0 +ellps=WGS84 +to_meter=0.3048
8315 +proj=lcc +lat_1=45.5833333333333 +lat_0=45.5833333333333 +lon_0=-123.416666666667 +k_0=1.000045 +x_0=30000 +y_0=20000 +ellps=WGS84
8316 +proj=lcc +lat_1=45.5833333333333 +lat_0=45.5833333333333 +lon_0=-123.416666666667 +k_0=1.000045 +x_0=30000.00001512 +y_0=19999.99999992 +ellps=WGS84 +to_meter=0.3048
8317 +proj=tmerc +lat_0=44.25 +lon_0=-119.633333333333 +k=1.00012 +x_0=20000 +y_0=0 +ellps=WGS84
8318 +proj=tmerc +lat_0=44.25 +lon_0=-119.633333333333 +k=1.00012 +x_0=19999.99999992 +y_0=0 +ellps=WGS84 +to_meter=0.3048
8319 +proj=tmerc +lat_0=41.75 +lon_0=-118.416666666667 +k=1.00019 +x_0=80000 +y_0=0 +ellps=WGS84
8320 +proj=tmerc +lat_0=41.75 +lon_0=-118.416666666667 +k=1.00019 +x_0=79999.99999968 +y_0=0 +ellps=WGS84 +to_meter=0.3048
8321 +proj=lcc +lat_1=45.25 +lat_0=45.25 +lon_0=-117.25 +k_0=1.000085 +x_0=40000 +y_0=70000 +ellps=WGS84
8322 +proj=lcc +lat_1=45.25 +lat_0=45.25 +lon_0=-117.25 +k_0=1.000085 +x_0=39999.99999984 +y_0=70000.00001496 +ellps=WGS84 +to_meter=0.3048
8323 +proj=lcc +lat_1=42 +lat_0=42 +lon_0=-122.25 +k_0=1.00004 +x_0=60000 +y_0=-60000 +ellps=WGS84
8324 +proj=lcc +lat_1=42 +lat_0=42 +lon_0=-122.25 +k_0=1.00004 +x_0=59999.99999976 +y_0=-59999.99999976 +ellps=WGS84 +to_meter=0.3048
8325 +proj=lcc +lat_1=47 +lat_0=47 +lon_0=-120.25 +k_0=0.99927 +x_0=30000 +y_0=290000 +ellps=WGS84
8326 +proj=lcc +lat_1=47 +lat_0=47 +lon_0=-120.25 +k_0=0.99927 +x_0=30000.00001512 +y_0=290000.00001408 +ellps=WGS84 +to_meter=0.3048
8327 +proj=lcc +lat_1=46.1666666666667 +lat_0=46.1666666666667 +lon_0=-120.5 +k_0=1 +x_0=100000 +y_0=140000 +ellps=WGS84
8328 +proj=lcc +lat_1=46.1666666666667 +lat_0=46.1666666666667 +lon_0=-120.5 +k_0=1 +x_0=99999.9999996 +y_0=139999.99999944 +ellps=WGS84 +to_meter=0.3048
8329 +proj=lcc +lat_1=43.5 +lat_0=43.5 +lon_0=-120.5 +k_0=1.00006 +x_0=40000 +y_0=-80000 +ellps=WGS84
8330 +proj=lcc +lat_1=43.5 +lat_0=43.5 +lon_0=-120.5 +k_0=1.00006 +x_0=39999.99999984 +y_0=-79999.99999968 +ellps=WGS84 +to_meter=0.3048
8331 +proj=tmerc +lat_0=41.75 +lon_0=-117.583333333333 +k=1.00018 +x_0=70000 +y_0=0 +ellps=WGS84
8332 +proj=tmerc +lat_0=41.75 +lon_0=-117.583333333333 +k=1.00018 +x_0=70000.00001496 +y_0=0 +ellps=WGS84 +to_meter=0.3048
8333 +proj=lcc +lat_1=46.1666666666667 +lat_0=46.1666666666667 +lon_0=-119 +k_0=1.000025 +x_0=50000 +y_0=130000 +ellps=WGS84
8334 +proj=lcc +lat_1=46.1666666666667 +lat_0=46.1666666666667 +lon_0=-119 +k_0=1.000025 +x_0=50000.00001504 +y_0=130000.00001472 +ellps=WGS84 +to_meter=0.3048
8335 +proj=lcc +lat_1=44 +lat_0=44 +lon_0=-118 +k_0=1.00017 +x_0=60000 +y_0=0 +ellps=WGS84
8336 +proj=lcc +lat_1=44 +lat_0=44 +lon_0=-118 +k_0=1.00017 +x_0=59999.99999976 +y_0=0 +ellps=WGS84 +to_meter=0.3048
8337 +proj=tmerc +lat_0=41.75 +lon_0=-120.333333333333 +k=1.000215 +x_0=70000 +y_0=0 +ellps=WGS84
8338 +proj=tmerc +lat_0=41.75 +lon_0=-120.333333333333 +k=1.000215 +x_0=70000.00001496 +y_0=0 +ellps=WGS84 +to_meter=0.3048
8339 +proj=lcc +lat_1=42.5 +lat_0=42.5 +lon_0=-122.583333333333 +k_0=1.00015 +x_0=10000 +y_0=60000 +ellps=WGS84
8340 +proj=lcc +lat_1=42.5 +lat_0=42.5 +lon_0=-122.583333333333 +k_0=1.00015 +x_0=10000.0000152 +y_0=59999.99999976 +ellps=WGS84 +to_meter=0.3048
8341 +proj=lcc +lat_1=45.25 +lat_0=45.25 +lon_0=-119 +k_0=1.00014 +x_0=30000 +y_0=90000 +ellps=WGS84
8342 +proj=lcc +lat_1=45.25 +lat_0=45.25 +lon_0=-119 +k_0=1.00014 +x_0=30000.00001512 +y_0=90000.00001488 +ellps=WGS84 +to_meter=0.3048
8343 +proj=tmerc +lat_0=45.25 +lon_0=-117.5 +k=1.000195 +x_0=60000 +y_0=0 +ellps=WGS84
8344 +proj=tmerc +lat_0=45.25 +lon_0=-117.5 +k=1.000195 +x_0=59999.99999976 +y_0=0 +ellps=WGS84 +to_meter=0.3048
8345 +proj=lcc +lat_1=42.5 +lat_0=42.5 +lon_0=-120 +k_0=1.000245 +x_0=40000 +y_0=60000 +ellps=WGS84
8346 +proj=lcc +lat_1=42.5 +lat_0=42.5 +lon_0=-120 +k_0=1.000245 +x_0=39999.99999984 +y_0=59999.99999976 +ellps=WGS84 +to_meter=0.3048
8347 +proj=tmerc +lat_0=43 +lon_0=-122 +k=1.000223 +x_0=20000 +y_0=0 +ellps=WGS84
8348 +proj=tmerc +lat_0=43 +lon_0=-122 +k=1.000223 +x_0=19999.99999992 +y_0=0 +ellps=WGS84 +to_meter=0.3048
8351 +proj=longlat +ellps=bessel +towgs84=558,69,453
8352 +proj=krovak +axis=swu +lat_0=49.5 +lon_0=24.8333333333333 +alpha=30.2881397527778 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=558,69,453
8353 +proj=krovak +lat_0=49.5 +lon_0=24.8333333333333 +alpha=30.2881397527778 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=558,69,453
8379 8383 +proj=tmerc +lat_0=36.25 +lon_0=-114.966666666667 +k=1.0001 +x_0=100000 +y_0=200000 +ellps=WGS84
8380 8384 +proj=tmerc +lat_0=36.25 +lon_0=-114.966666666667 +k=1.0001 +x_0=99999.99998984 +y_0=200000.00001016 +ellps=WGS84 +to_meter=0.304800609601219
8381 8385 +proj=tmerc +lat_0=36.25 +lon_0=-114.966666666667 +k=1.000135 +x_0=300000 +y_0=400000 +ellps=WGS84
8382 8387 +proj=tmerc +lat_0=36.25 +lon_0=-114.966666666667 +k=1.000135 +x_0=300000 +y_0=399999.99998984 +ellps=WGS84 +to_meter=0.304800609601219
8391 +proj=tmerc +lat_0=0 +lon_0=141 +k=0.999929 +x_0=300000 +y_0=2000000 +ellps=WGS84
8395 +proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84
8428 +proj=longlat +ellps=intl +towgs84=-188,-336,-172
8433 +proj=tmerc +lat_0=22.2123972222222 +lon_0=113.536469444444 +k=1 +x_0=20000 +y_0=20000 +ellps=intl +towgs84=-188,-336,-172
8518 +proj=tmerc +lat_0=37.5 +lon_0=-101.6 +k=1.000156 +x_0=457200.914401829 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8519 +proj=tmerc +lat_0=37.5 +lon_0=-100.95 +k=1.000134 +x_0=762001.524003048 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8520 +proj=tmerc +lat_0=37.5 +lon_0=-100.35 +k=1.000116 +x_0=1066802.13360427 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8521 +proj=tmerc +lat_0=37.5 +lon_0=-99.45 +k=1.000082 +x_0=1371602.74320549 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8522 +proj=tmerc +lat_0=37.5 +lon_0=-98.6666666666667 +k=1.000078 +x_0=1676403.35280671 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8523 +proj=tmerc +lat_0=37.5 +lon_0=-98.15 +k=1.000068 +x_0=1981203.96240793 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8524 +proj=tmerc +lat_0=37.5 +lon_0=-97.3333333333333 +k=1.000049 +x_0=2286004.57200914 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8525 +proj=lcc +lat_1=39.1666666666667 +lat_0=39.1666666666667 +lon_0=-96.5 +k_0=1.000044 +x_0=2590805.18161036 +y_0=182880.365760732 +ellps=WGS84 +to_meter=0.304800609601219
8526 +proj=lcc +lat_1=38.5 +lat_0=38.5 +lon_0=-96.5 +k_0=1.00005 +x_0=2895605.79121158 +y_0=91440.1828803658 +ellps=WGS84 +to_meter=0.304800609601219
8527 +proj=lcc +lat_1=39.6333333333333 +lat_0=39.6333333333333 +lon_0=-95.75 +k_0=1.00004 +x_0=3200406.4008128 +y_0=213360.426720853 +ellps=WGS84 +to_meter=0.304800609601219
8528 +proj=lcc +lat_1=39.1 +lat_0=39.1 +lon_0=-95.25 +k_0=1.000033 +x_0=3505207.01041402 +y_0=182880.365760732 +ellps=WGS84 +to_meter=0.304800609601219
8529 +proj=tmerc +lat_0=36.75 +lon_0=-101.416666666667 +k=1.00014 +x_0=3810007.62001524 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8531 +proj=tmerc +lat_0=36.75 +lon_0=-100.4 +k=1.000109 +x_0=4114808.22961646 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8533 +proj=tmerc +lat_0=36.75 +lon_0=-99.6666666666667 +k=1.000097 +x_0=4419608.83921768 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8534 +proj=tmerc +lat_0=36.75 +lon_0=-99.2 +k=1.000087 +x_0=4724409.4488189 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8535 +proj=tmerc +lat_0=36.75 +lon_0=-98.55 +k=1.000069 +x_0=5029210.05842012 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8536 +proj=lcc +lat_1=37.7666666666667 +lat_0=37.7666666666667 +lon_0=-97.5 +k_0=1.000059 +x_0=5334010.66802134 +y_0=121920.243840488 +ellps=WGS84 +to_meter=0.304800609601219
8538 +proj=lcc +lat_1=37.1833333333333 +lat_0=37.1833333333333 +lon_0=-97.5 +k_0=1.000055 +x_0=5638811.27762256 +y_0=60960.1219202439 +ellps=WGS84 +to_meter=0.304800609601219
8539 +proj=tmerc +lat_0=36.75 +lon_0=-95.9666666666667 +k=1.000034 +x_0=5943611.88722378 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8540 +proj=tmerc +lat_0=36.75 +lon_0=-95.0833333333333 +k=1.000031 +x_0=6248412.49682499 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
8694 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-44,-330,-253
8826 +proj=tmerc +lat_0=42 +lon_0=-114 +k=0.9996 +x_0=2500000 +y_0=1200000 +ellps=WGS84
8857 54035 +proj=eqearth +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
8858 54036 +proj=eqearth +lon_0=-90 +x_0=0 +y_0=0 +ellps=WGS84
8859 54037 +proj=eqearth +lon_0=150 +x_0=0 +y_0=0 +ellps=WGS84
9141 +proj=tmerc +lat_0=0 +lon_0=21 +k=0.9999 +x_0=7500000 +y_0=0 +ellps=WGS84
9156 32732 +proj=utm +zone=32 +south +ellps=WGS84
9191 +proj=aea +lat_0=-40 +lon_0=175 +lat_1=-30 +lat_2=-50 +x_0=0 +y_0=0 +ellps=WGS84
9205 +proj=tmerc +lat_0=0 +lon_0=103 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9206 +proj=tmerc +lat_0=0 +lon_0=104 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9207 +proj=tmerc +lat_0=0 +lon_0=104.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-190,-49,-113
9208 +proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9209 +proj=tmerc +lat_0=0 +lon_0=105.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9210 +proj=tmerc +lat_0=0 +lon_0=105.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9211 +proj=tmerc +lat_0=0 +lon_0=106 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9212 +proj=tmerc +lat_0=0 +lon_0=106.25 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9213 +proj=tmerc +lat_0=0 +lon_0=106.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9214 +proj=tmerc +lat_0=0 +lon_0=107 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9215 +proj=tmerc +lat_0=0 +lon_0=107.25 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9216 +proj=tmerc +lat_0=0 +lon_0=107.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9217 +proj=tmerc +lat_0=0 +lon_0=108.25 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9218 +proj=tmerc +lat_0=0 +lon_0=108.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-192,-39,-111
9221 +proj=aea +lat_0=-30 +lon_0=25 +lat_1=-22 +lat_2=-38 +x_0=1400000 +y_0=1300000 +ellps=WGS84
9222 +proj=aea +lat_0=-42 +lon_0=44 +lat_1=-34 +lat_2=-50 +x_0=1200000 +y_0=1300000 +ellps=WGS84
9248 +proj=longlat +ellps=intl +towgs84=-192,66,132
9249 +proj=tmerc +lat_0=-90 +lon_0=-72 +k=1 +x_0=1500000 +y_0=0 +ellps=intl +towgs84=-192,66,132
9250 +proj=tmerc +lat_0=-90 +lon_0=-69 +k=1 +x_0=2500000 +y_0=0 +ellps=intl +towgs84=-192,66,132
9251 +proj=longlat +ellps=intl +towgs84=-9,123,138
9252 +proj=tmerc +lat_0=-90 +lon_0=-69 +k=1 +x_0=2500000 +y_0=0 +ellps=intl +towgs84=-9,123,138
9253 +proj=longlat +ellps=intl +towgs84=-78,102,133
9254 +proj=tmerc +lat_0=-90 +lon_0=-69 +k=1 +x_0=2500000 +y_0=0 +ellps=intl +towgs84=-78,102,133
9271 +proj=tmerc +lat_0=0 +lon_0=10.3333333333333 +k=1 +x_0=0 +y_0=0 +ellps=bessel +towgs84=590,84,453
9272 +proj=tmerc +lat_0=0 +lon_0=13.3333333333333 +k=1 +x_0=0 +y_0=0 +ellps=bessel +towgs84=585,81,459
9273 +proj=tmerc +lat_0=0 +lon_0=16.3333333333333 +k=1 +x_0=0 +y_0=0 +ellps=bessel +towgs84=579,78,462
9284 +proj=tmerc +lat_0=-90 +lon_0=-72 +k=1 +x_0=1500000 +y_0=0 +ellps=intl +towgs84=-233,7,174
9285 +proj=tmerc +lat_0=-90 +lon_0=-66 +k=1 +x_0=3500000 +y_0=0 +ellps=intl +towgs84=-233,7,174
9300 9306 +proj=tmerc +lat_0=52.3 +lon_0=-1.5 +k=1 +x_0=198873.0046 +y_0=375064.3871 +ellps=WGS84
9354 +proj=stere +lat_0=-90 +lat_ts=-65 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
9367 9368 +proj=tmerc +lat_0=53.5 +lon_0=-2.25 +k=1 +x_0=203252.175 +y_0=407512.765 +ellps=WGS84
9373 9374 +proj=tmerc +lat_0=52.45 +lon_0=-0.85 +k=1 +x_0=49350.157 +y_0=108398.212 +ellps=WGS84
9377 +proj=tmerc +lat_0=4 +lon_0=-73 +k=0.9992 +x_0=5000000 +y_0=2000000 +ellps=WGS84
9387 9388 +proj=tmerc +lat_0=57.4 +lon_0=-3.2 +k=1 +x_0=155828.702 +y_0=115225.707 +ellps=WGS84
9404 9406 +proj=utm +zone=27 +ellps=intl +towgs84=-307,-92,127
9405 9407 +proj=utm +zone=28 +ellps=intl +towgs84=-307,-92,127
9456 9457 +proj=tmerc +lat_0=55.75 +lon_0=-4.35 +k=1 +x_0=93720.394 +y_0=113870.493 +ellps=WGS84
9476 23866 32646 +proj=utm +zone=46 +ellps=WGS84
9477 23867 32647 +proj=utm +zone=47 +ellps=WGS84
9478 23868 32648 +proj=utm +zone=48 +ellps=WGS84
9479 23869 32649 +proj=utm +zone=49 +ellps=WGS84
9480 23870 32650 +proj=utm +zone=50 +ellps=WGS84
9498 +proj=tmerc +lat_0=-34.6292666666667 +lon_0=-58.4633083333333 +k=1 +x_0=20000 +y_0=70000 +ellps=WGS84
9549 +proj=lcc +lat_1=44.3791666666667 +k_0=1 +lat_0=45.1833333333333 +lon_0=6.81666666666667 +x_0=150000 +y_0=50000 +ellps=WGS84
9674 +proj=aea +lat_0=34 +lon_0=-120 +lat_1=43 +lat_2=48 +x_0=600000 +y_0=0 +ellps=WGS84
9678 +proj=tmerc +lat_0=0 +lon_0=90 +k=0.9996 +x_0=500000 +y_0=-2000000 +ellps=evrst30 +towgs84=284,736,261
9680 +proj=tmerc +lat_0=0 +lon_0=90 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84
9697 20042 32712 +proj=utm +zone=12 +south +ellps=WGS84
9741 9742 +proj=tmerc +lat_0=56.35 +lon_0=-2.75 +k=1 +x_0=74996.927 +y_0=133508.35 +ellps=WGS84
9748 +proj=tmerc +lat_0=30.5 +lon_0=-85.8333333333333 +k=0.99996 +x_0=200000.0001016 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
9749 +proj=tmerc +lat_0=30 +lon_0=-87.5 +k=0.999933333 +x_0=600000 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
9761 9762 +proj=tmerc +lat_0=55.05 +lon_0=-1.55 +k=1 +x_0=112242.8512 +y_0=402313.7432 +ellps=WGS84
9766 9767 +proj=tmerc +lat_0=51.95 +lon_0=-0.9 +k=1 +x_0=192519.9715 +y_0=146942.6806 +ellps=WGS84
9821 9864 +proj=tmerc +lat_0=0 +lon_0=30.5 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9831 9856 +proj=tmerc +lat_0=0 +lon_0=34.5 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9832 +proj=tmerc +lat_0=0 +lon_0=28.6666666666667 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9833 +proj=tmerc +lat_0=0 +lon_0=24.8333333333333 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9834 +proj=tmerc +lat_0=0 +lon_0=35 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9835 +proj=tmerc +lat_0=0 +lon_0=37.5 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9836 +proj=tmerc +lat_0=0 +lon_0=28.5 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9837 +proj=tmerc +lat_0=0 +lon_0=23.5 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9839 +proj=tmerc +lat_0=0 +lon_0=24.75 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9840 9863 +proj=tmerc +lat_0=0 +lon_0=32 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9852 +proj=tmerc +lat_0=0 +lon_0=31.8333333333333 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9854 +proj=tmerc +lat_0=0 +lon_0=33.8333333333333 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9857 +proj=tmerc +lat_0=0 +lon_0=25.5 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9858 +proj=tmerc +lat_0=0 +lon_0=36.5 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9859 +proj=tmerc +lat_0=0 +lon_0=33.5 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9861 +proj=tmerc +lat_0=0 +lon_0=31.5 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9862 +proj=tmerc +lat_0=0 +lon_0=26 +k=1 +x_0=300000 +y_0=0 +ellps=krass +towgs84=24,-121,-76
9869 9870 +proj=tmerc +lat_0=52.3 +lon_0=-1.8 +k=1 +x_0=227286.9881 +y_0=265751.2874 +ellps=WGS84
9880 9881 +proj=tmerc +lat_0=53.35 +lon_0=-1.9 +k=1 +x_0=226574.2032 +y_0=390894.838 +ellps=WGS84
9943 9944 +proj=tmerc +lat_0=51.75 +lon_0=-3.1 +k=1 +x_0=106702.326 +y_0=119968.1395 +ellps=WGS84
9947 +proj=laea +lat_0=65 +lon_0=-19 +x_0=1700000 +y_0=1300000 +ellps=WGS84
9967 9968 +proj=tmerc +lat_0=53.75 +lon_0=-0.95 +k=1 +x_0=140859.7394 +y_0=247512.2812 +ellps=WGS84
9972 9973 +proj=tmerc +lat_0=56.6 +lon_0=-3.85 +k=1 +x_0=108600.972 +y_0=239087.349 +ellps=WGS84
9977 9978 +proj=tmerc +lat_0=58 +lon_0=-3.8 +k=1 +x_0=139618.9493 +y_0=183110.794 +ellps=WGS84
10160 10250 +proj=tmerc +lat_0=0 +lon_0=10.37 +k=1 +x_0=-210327 +y_0=-6034310 +ellps=intl
10183 10184 +proj=tmerc +lat_0=52.7 +lon_0=-4.15 +k=1 +x_0=64859.6557 +y_0=122266.5277 +ellps=WGS84
10188 10189 +proj=tmerc +lat_0=52.6 +lon_0=-3.35 +k=1 +x_0=56023.5377 +y_0=24567.6764 +ellps=WGS84
10194 10195 +proj=lcc +lat_0=53.25 +lon_0=-3.5 +lat_1=53.1 +lat_2=53.4 +x_0=212548.8756 +y_0=495230.9254 +ellps=WGS84
10199 10200 +proj=tmerc +lat_0=52.4 +lon_0=-2.9 +k=1 +x_0=199668.0926 +y_0=89354.3229 +ellps=WGS84
10207 10208 +proj=tmerc +lat_0=51.85 +lon_0=-1.3 +k=1 +x_0=511622.854 +y_0=324737.4633 +ellps=WGS84
10212 10213 10217 10218 10222 10223 +proj=lcc +lat_0=51.65 +lon_0=-2.65 +lat_1=51.4 +lat_2=51.9 +x_0=168854.016 +y_0=193447.117 +ellps=WGS84
10227 10228 +proj=tmerc +lat_0=52.2 +lon_0=-1.15 +k=1 +x_0=175262.1809 +y_0=174688.2508 +ellps=WGS84
10235 10236 +proj=tmerc +lat_0=51.95 +lon_0=-1.7 +k=1 +x_0=134791.6965 +y_0=121872.5056 +ellps=WGS84
10240 10241 +proj=tmerc +lat_0=52.9 +lon_0=-2.6 +k=1 +x_0=110094.4312 +y_0=120623.8396 +ellps=WGS84
10254 +proj=tmerc +lat_0=55.11171 +lon_0=14.88927 +k=1 +x_0=-50000 +y_0=50000 +ellps=intl
10256 10260 10265 +proj=longlat +a=6377019.27 +rf=300
10258 10266 +proj=lcc +lat_1=56 +k_0=1 +lat_0=55 +lon_0=10.37775 +x_0=0 +y_0=0 +a=6377019.27 +rf=300
10262 +proj=lcc +lat_1=56 +k_0=1 +lat_0=55 +lon_0=14.92775 +x_0=-18831.46 +y_0=5614.621 +a=6377019.27 +rf=300
10270 +proj=tmerc +lat_0=54.4685 +lon_0=9.233 +k=1 +x_0=0 +y_0=0 +ellps=bessel
10275 10276 +proj=tmerc +lat_0=50.75 +lon_0=-3.85 +k=1 +x_0=110693.666 +y_0=102089.2943 +ellps=WGS84
10280 10281 +proj=lcc +lat_0=50.85 +lon_0=-3.25 +lat_1=50.3 +lat_2=51.45 +x_0=372382.8292 +y_0=217764.7796 +ellps=WGS84
10285 +proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 +ellps=WGS84
10314 +proj=lcc +lat_0=-21.5 +lon_0=166 +lat_1=-20.6666666666667 +lat_2=-22.3333333333333 +x_0=2400000 +y_0=2300000 +ellps=WGS84
10329 +proj=tmerc +lat_0=0 +lon_0=18 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84
10448 +proj=tmerc +lat_0=0 +lon_0=117.883333333333 +k=1.0000044 +x_0=50000 +y_0=4000000 +ellps=WGS84
10449 +proj=tmerc +lat_0=0 +lon_0=115.25 +k=1.0000022 +x_0=60000 +y_0=2600000 +ellps=WGS84
10450 +proj=tmerc +lat_0=0 +lon_0=122.333333333333 +k=1.00000298 +x_0=50000 +y_0=2200000 +ellps=WGS84
10451 +proj=tmerc +lat_0=0 +lon_0=115.433333333333 +k=0.99999592 +x_0=50000 +y_0=3900000 +ellps=WGS84
10452 +proj=tmerc +lat_0=0 +lon_0=113.666666666667 +k=0.99999796 +x_0=50000 +y_0=2950000 +ellps=WGS84
10453 +proj=tmerc +lat_0=0 +lon_0=115.933333333333 +k=1.000019 +x_0=40000 +y_0=4000000 +ellps=WGS84
10454 +proj=tmerc +lat_0=0 +lon_0=121.883333333333 +k=1.0000055 +x_0=50000 +y_0=3950000 +ellps=WGS84
10455 +proj=tmerc +lat_0=0 +lon_0=114.066666666667 +k=1.00000236 +x_0=50000 +y_0=2650000 +ellps=WGS84
10456 +proj=tmerc +lat_0=0 +lon_0=114.583333333333 +k=1.00000628 +x_0=50000 +y_0=3350000 +ellps=WGS84
10457 +proj=tmerc +lat_0=0 +lon_0=121.5 +k=1.00004949 +x_0=60000 +y_0=3700000 +ellps=WGS84
10458 +proj=tmerc +lat_0=0 +lon_0=114.983333333333 +k=1.00000314 +x_0=50000 +y_0=3550000 +ellps=WGS84
10459 +proj=tmerc +lat_0=0 +lon_0=114.315277777778 +k=1.000014 +x_0=55000 +y_0=3600000 +ellps=WGS84
10460 +proj=tmerc +lat_0=0 +lon_0=116.933333333333 +k=0.9999989 +x_0=50000 +y_0=2450000 +ellps=WGS84
10461 +proj=tmerc +lat_0=0 +lon_0=128.75 +k=1.0000165 +x_0=50000 +y_0=2000000 +ellps=WGS84
10462 +proj=tmerc +lat_0=0 +lon_0=115.366666666667 +k=1.00000157 +x_0=50000 +y_0=3650000 +ellps=WGS84
10463 +proj=tmerc +lat_0=0 +lon_0=115.166666666667 +k=1.0000055 +x_0=50000 +y_0=3950000 +ellps=WGS84
10464 +proj=tmerc +lat_0=0 +lon_0=115.816666666667 +k=0.99999906 +x_0=50000 +y_0=3800000 +ellps=WGS84
10465 +proj=tmerc +lat_0=0 +lon_0=118.6 +k=1.00000135 +x_0=50000 +y_0=2400000 +ellps=WGS84
10471 10472 +proj=tmerc +lat_0=52.4 +lon_0=-1.55 +k=1 +x_0=116887.9989 +y_0=102194.9369 +ellps=WGS84
10477 +proj=tmerc +lat_0=46.9807763055556 +lon_0=11.52849375 +k=1.000121 +x_0=20000 +y_0=100000 +ellps=WGS84
10480 +proj=aea +lat_0=31.25 +lon_0=-100 +lat_1=27.5 +lat_2=35 +x_0=1500000 +y_0=6000000 +ellps=WGS84
10481 +proj=aea +lat_0=31.25 +lon_0=-100 +lat_1=27.5 +lat_2=35 +x_0=1500000 +y_0=6000000 +ellps=WGS84 +to_meter=0.304800609601219
10516 +proj=tmerc +lat_0=44.2533353222222 +lon_0=-90.8442965138889 +k=1.0000353 +x_0=27000 +y_0=24999.9998983998 +ellps=WGS84 +to_meter=0.304800609601219
10592 +proj=laea +lat_0=5 +lon_0=20 +x_0=0 +y_0=0 +ellps=WGS84
10594 +proj=laea +lat_0=45 +lon_0=100 +x_0=0 +y_0=0 +ellps=WGS84
10596 +proj=laea +lat_0=55 +lon_0=20 +x_0=0 +y_0=0 +ellps=WGS84
10598 +proj=laea +lat_0=50 +lon_0=-100 +x_0=0 +y_0=0 +ellps=WGS84
10601 +proj=laea +lat_0=-15 +lon_0=135 +x_0=0 +y_0=0 +ellps=WGS84
10603 +proj=laea +lat_0=-15 +lon_0=-60 +x_0=0 +y_0=0 +ellps=WGS84
10626 10627 +proj=tmerc +lat_0=53.8 +lon_0=-1.6 +k=1 +x_0=108021.121 +y_0=263196.8721 +ellps=WGS84
10632 +proj=tmerc +lat_0=53.45 +lon_0=-2.15 +k=1 +x_0=209900.2337 +y_0=401958.2494 +ellps=WGS84
10660 23700 +proj=somerc +lat_0=47.1443937222222 +lon_0=19.0485717777778 +k_0=0.99993 +x_0=650000 +y_0=200000 +ellps=GRS67 +towgs84=52,-72,-15
10665 +proj=tmerc +lat_0=0 +lon_0=-51 +k=0.999995 +x_0=300000 +y_0=5000000 +ellps=WGS84
11114 +proj=tmerc +lat_0=4.59620322222222 +lon_0=-80.0775077694444 +k=1 +x_0=1000000 +y_0=1000000 +ellps=WGS84
11115 +proj=tmerc +lat_0=4.59620322222222 +lon_0=-77.0775077694444 +k=1 +x_0=1000000 +y_0=1000000 +ellps=WGS84
11116 +proj=tmerc +lat_0=4.59620322222222 +lon_0=-74.0775077694444 +k=1 +x_0=1000000 +y_0=1000000 +ellps=WGS84
11117 +proj=tmerc +lat_0=4.59620322222222 +lon_0=-71.0775077694444 +k=1 +x_0=1000000 +y_0=1000000 +ellps=WGS84
11118 +proj=tmerc +lat_0=4.59620322222222 +lon_0=-68.0775077694444 +k=1 +x_0=1000000 +y_0=1000000 +ellps=WGS84
20002 20003 +proj=tmerc +lat_0=53.35 +lon_0=-2.55 +k=1 +x_0=171975.9382 +y_0=116744.6938 +ellps=WGS84
20004 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=4500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
20005 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=5500000 +y_0=0 +ellps=krass +towgs84=24,-129,-82
20006 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=6500000 +y_0=0 +ellps=krass +towgs84=23,-129,-82
20007 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=7500000 +y_0=0 +ellps=krass +towgs84=23,-129,-82
20008 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=8500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
20009 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=9500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
20010 +proj=tmerc +lat_0=0 +lon_0=57 +k=1 +x_0=10500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
20011 +proj=tmerc +lat_0=0 +lon_0=63 +k=1 +x_0=11500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
20012 +proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=12500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
20013 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=13500000 +y_0=0 +ellps=krass +towgs84=23,-130,-82
20014 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=14500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
20015 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=15500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
20016 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=16500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
20017 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=17500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
20018 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=18500000 +y_0=0 +ellps=krass +towgs84=23,-131,-82
20019 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=19500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
20020 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=20500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
20021 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=21500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
20022 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=22500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
20023 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=23500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
20024 +proj=tmerc +lat_0=0 +lon_0=141 +k=1 +x_0=24500000 +y_0=0 +ellps=krass +towgs84=23,-132,-82
20025 +proj=tmerc +lat_0=0 +lon_0=147 +k=1 +x_0=25500000 +y_0=0 +ellps=krass +towgs84=23,-133,-82
20026 +proj=tmerc +lat_0=0 +lon_0=153 +k=1 +x_0=26500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
20027 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=27500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
20028 +proj=tmerc +lat_0=0 +lon_0=165 +k=1 +x_0=28500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
20029 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=29500000 +y_0=0 +ellps=krass +towgs84=24,-133,-82
20030 +proj=tmerc +lat_0=0 +lon_0=177 +k=1 +x_0=30500000 +y_0=0 +ellps=krass +towgs84=24,-132,-82
20031 +proj=tmerc +lat_0=0 +lon_0=-177 +k=1 +x_0=31500000 +y_0=0 +ellps=krass +towgs84=25,-132,-82
20032 +proj=tmerc +lat_0=0 +lon_0=-171 +k=1 +x_0=32500000 +y_0=0 +ellps=krass +towgs84=25,-133,-82
20047 +proj=tmerc +lat_0=-28 +lon_0=153 +k=0.99999 +x_0=150000 +y_0=200000 +ellps=WGS84
20050 +proj=omerc +lat_0=40.8333333333333 +lonc=-74 +alpha=58 +gamma=58 +k=0.99999 +x_0=457200 +y_0=457200 +ellps=WGS84 +to_meter=0.3048
20135 +proj=utm +zone=35 +a=6378249.145 +rf=293.465 +towgs84=-161,-14,205
20136 +proj=utm +zone=36 +a=6378249.145 +rf=293.465 +towgs84=-163,-13,205
20137 +proj=utm +zone=37 +a=6378249.145 +rf=293.465 +towgs84=-162,-10,206
20138 +proj=utm +zone=38 +a=6378249.145 +rf=293.465 +towgs84=-165,-11,206
20248 20348 +proj=utm +zone=48 +south +ellps=aust_SA
20249 +proj=utm +zone=49 +south +ellps=aust_SA +towgs84=-130,-50,150
20250 +proj=utm +zone=50 +south +ellps=aust_SA +towgs84=-129,-50,151
20251 +proj=utm +zone=51 +south +ellps=aust_SA +towgs84=-129,-51,152
20252 +proj=utm +zone=52 +south +ellps=aust_SA +towgs84=-131,-48,150
20253 +proj=utm +zone=53 +south +ellps=aust_SA +towgs84=-131,-48,150
20254 +proj=utm +zone=54 +south +ellps=aust_SA +towgs84=-129,-52,152
20255 +proj=utm +zone=55 +south +ellps=aust_SA +towgs84=-129,-53,152
20256 +proj=utm +zone=56 +south +ellps=aust_SA +towgs84=-128,-53,152
20257 +proj=utm +zone=57 +south +ellps=aust_SA +towgs84=-126,-54,153
20258 +proj=utm +zone=58 +south +ellps=aust_SA +towgs84=-127,-53,152
20349 +proj=utm +zone=49 +south +ellps=aust_SA +towgs84=-131,-50,151
20350 +proj=utm +zone=50 +south +ellps=aust_SA +towgs84=-130,-51,152
20351 +proj=utm +zone=51 +south +ellps=aust_SA +towgs84=-130,-52,153
20352 +proj=utm +zone=52 +south +ellps=aust_SA +towgs84=-129,-53,154
20353 +proj=utm +zone=53 +south +ellps=aust_SA +towgs84=-130,-52,153
20354 +proj=utm +zone=54 +south +ellps=aust_SA +towgs84=-128,-54,154
20355 +proj=utm +zone=55 +south +ellps=aust_SA +towgs84=-127,-55,154
20356 +proj=utm +zone=56 +south +ellps=aust_SA +towgs84=-127,-54,154
20357 +proj=utm +zone=57 +south +ellps=aust_SA
20358 +proj=utm +zone=58 +south +ellps=aust_SA
20436 +proj=utm +zone=36 +ellps=intl +towgs84=-143,-236,7
20437 +proj=utm +zone=37 +ellps=intl +towgs84=-143,-236,7
20438 +proj=utm +zone=38 +ellps=intl +towgs84=-142,-235,8
20439 20499 +proj=utm +zone=39 +ellps=intl +towgs84=-143,-236,7
20440 +proj=utm +zone=40 +ellps=intl +towgs84=-143,-236,7
20538 +proj=utm +zone=38 +ellps=krass +towgs84=-43,-163,45
20539 +proj=utm +zone=39 +ellps=krass +towgs84=-43,-163,45
20790 +proj=tmerc +lat_0=39.6666666666667 +lon_0=1 +k=1 +x_0=200000 +y_0=300000 +ellps=intl +pm=lisbon +towgs84=-282,-64,122
20791 +proj=tmerc +lat_0=39.6666666666667 +lon_0=1 +k=1 +x_0=0 +y_0=0 +ellps=intl +pm=lisbon +towgs84=-282,-64,122
20822 +proj=utm +zone=22 +south +ellps=intl +towgs84=-158,309,-147
20823 +proj=utm +zone=23 +south +ellps=intl +towgs84=-158,306,-147
20824 +proj=utm +zone=24 +south +ellps=intl +towgs84=-159,303,-146
20904 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=4500000 +y_0=0 +ellps=GSK2011
20905 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=5500000 +y_0=0 +ellps=GSK2011
20906 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=6500000 +y_0=0 +ellps=GSK2011
20907 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=7500000 +y_0=0 +ellps=GSK2011
20908 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=8500000 +y_0=0 +ellps=GSK2011
20909 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=9500000 +y_0=0 +ellps=GSK2011
20910 +proj=tmerc +lat_0=0 +lon_0=57 +k=1 +x_0=10500000 +y_0=0 +ellps=GSK2011
20911 +proj=tmerc +lat_0=0 +lon_0=63 +k=1 +x_0=11500000 +y_0=0 +ellps=GSK2011
20912 +proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=12500000 +y_0=0 +ellps=GSK2011
20913 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=13500000 +y_0=0 +ellps=GSK2011
20914 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=14500000 +y_0=0 +ellps=GSK2011
20915 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=15500000 +y_0=0 +ellps=GSK2011
20916 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=16500000 +y_0=0 +ellps=GSK2011
20917 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=17500000 +y_0=0 +ellps=GSK2011
20918 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=18500000 +y_0=0 +ellps=GSK2011
20919 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=19500000 +y_0=0 +ellps=GSK2011
20920 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=20500000 +y_0=0 +ellps=GSK2011
20921 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=21500000 +y_0=0 +ellps=GSK2011
20922 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=22500000 +y_0=0 +ellps=GSK2011
20923 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=23500000 +y_0=0 +ellps=GSK2011
20924 +proj=tmerc +lat_0=0 +lon_0=141 +k=1 +x_0=24500000 +y_0=0 +ellps=GSK2011
20925 +proj=tmerc +lat_0=0 +lon_0=147 +k=1 +x_0=25500000 +y_0=0 +ellps=GSK2011
20926 +proj=tmerc +lat_0=0 +lon_0=153 +k=1 +x_0=26500000 +y_0=0 +ellps=GSK2011
20927 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=27500000 +y_0=0 +ellps=GSK2011
20928 +proj=tmerc +lat_0=0 +lon_0=165 +k=1 +x_0=28500000 +y_0=0 +ellps=GSK2011
20929 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=29500000 +y_0=0 +ellps=GSK2011
20930 +proj=tmerc +lat_0=0 +lon_0=177 +k=1 +x_0=30500000 +y_0=0 +ellps=GSK2011
20931 +proj=tmerc +lat_0=0 +lon_0=-177 +k=1 +x_0=31500000 +y_0=0 +ellps=GSK2011
20932 +proj=tmerc +lat_0=0 +lon_0=-171 +k=1 +x_0=32500000 +y_0=0 +ellps=GSK2011
20934 +proj=utm +zone=34 +south +a=6378249.145 +rf=293.4663077 +towgs84=-158,-102,-282
20935 +proj=utm +zone=35 +south +a=6378249.145 +rf=293.4663077 +towgs84=-175,-105,-277
20936 +proj=utm +zone=36 +south +a=6378249.145 +rf=293.4663077 +towgs84=-122,-63,-309
21004 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21005 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21006 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21007 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21008 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21009 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21010 +proj=tmerc +lat_0=0 +lon_0=57 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21011 +proj=tmerc +lat_0=0 +lon_0=63 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21012 +proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21013 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21014 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21015 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21016 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21017 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21018 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21019 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21020 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21021 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21022 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21023 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21024 +proj=tmerc +lat_0=0 +lon_0=141 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21025 +proj=tmerc +lat_0=0 +lon_0=147 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21026 +proj=tmerc +lat_0=0 +lon_0=153 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21027 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21028 +proj=tmerc +lat_0=0 +lon_0=165 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21029 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21030 +proj=tmerc +lat_0=0 +lon_0=177 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21031 +proj=tmerc +lat_0=0 +lon_0=-177 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21032 +proj=tmerc +lat_0=0 +lon_0=-171 +k=1 +x_0=500000 +y_0=0 +ellps=GSK2011
21035 +proj=utm +zone=35 +south +a=6378249.145 +rf=293.465 +towgs84=-185,-27,-302
21036 +proj=utm +zone=36 +south +a=6378249.145 +rf=293.465 +towgs84=-192,-33,-300
21037 +proj=utm +zone=37 +south +a=6378249.145 +rf=293.465 +towgs84=-196,-37,-298
21095 +proj=utm +zone=35 +a=6378249.145 +rf=293.465 +towgs84=-160,-6,-302
21096 +proj=utm +zone=36 +a=6378249.145 +rf=293.465 +towgs84=-171,-13,-301
21097 +proj=utm +zone=37 +a=6378249.145 +rf=293.465 +towgs84=-157,-2,-299
21100 +proj=merc +lon_0=110 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel +pm=jakarta +towgs84=-377,681,-50
21148 +proj=utm +zone=48 +south +ellps=bessel +towgs84=-366,636,-43
21149 +proj=utm +zone=49 +south +ellps=bessel +towgs84=-381,690,-50
21150 +proj=utm +zone=50 +south +ellps=bessel +towgs84=-361,646,-46
21207 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=7250000 +y_0=0 +ellps=GSK2011
21208 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=8250000 +y_0=0 +ellps=GSK2011
21209 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=9250000 +y_0=0 +ellps=GSK2011
21210 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=10250000 +y_0=0 +ellps=GSK2011
21211 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=11250000 +y_0=0 +ellps=GSK2011
21212 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=12250000 +y_0=0 +ellps=GSK2011
21213 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=13250000 +y_0=0 +ellps=GSK2011
21214 +proj=tmerc +lat_0=0 +lon_0=42 +k=1 +x_0=14250000 +y_0=0 +ellps=GSK2011
21215 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=15250000 +y_0=0 +ellps=GSK2011
21216 +proj=tmerc +lat_0=0 +lon_0=48 +k=1 +x_0=16250000 +y_0=0 +ellps=GSK2011
21217 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=17250000 +y_0=0 +ellps=GSK2011
21218 +proj=tmerc +lat_0=0 +lon_0=54 +k=1 +x_0=18250000 +y_0=0 +ellps=GSK2011
21219 +proj=tmerc +lat_0=0 +lon_0=57 +k=1 +x_0=19250000 +y_0=0 +ellps=GSK2011
21220 +proj=tmerc +lat_0=0 +lon_0=60 +k=1 +x_0=20250000 +y_0=0 +ellps=GSK2011
21221 +proj=tmerc +lat_0=0 +lon_0=63 +k=1 +x_0=21250000 +y_0=0 +ellps=GSK2011
21222 +proj=tmerc +lat_0=0 +lon_0=66 +k=1 +x_0=22250000 +y_0=0 +ellps=GSK2011
21223 +proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=23250000 +y_0=0 +ellps=GSK2011
21224 +proj=tmerc +lat_0=0 +lon_0=72 +k=1 +x_0=24250000 +y_0=0 +ellps=GSK2011
21225 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=25250000 +y_0=0 +ellps=GSK2011
21226 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=26250000 +y_0=0 +ellps=GSK2011
21227 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=27250000 +y_0=0 +ellps=GSK2011
21228 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=28250000 +y_0=0 +ellps=GSK2011
21229 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=29250000 +y_0=0 +ellps=GSK2011
21230 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=30250000 +y_0=0 +ellps=GSK2011
21231 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=31250000 +y_0=0 +ellps=GSK2011
21232 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=32250000 +y_0=0 +ellps=GSK2011
21233 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=33250000 +y_0=0 +ellps=GSK2011
21234 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=34250000 +y_0=0 +ellps=GSK2011
21235 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=35250000 +y_0=0 +ellps=GSK2011
21236 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=36250000 +y_0=0 +ellps=GSK2011
21237 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=37250000 +y_0=0 +ellps=GSK2011
21238 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=38250000 +y_0=0 +ellps=GSK2011
21239 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=39250000 +y_0=0 +ellps=GSK2011
21240 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=40250000 +y_0=0 +ellps=GSK2011
21241 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=41250000 +y_0=0 +ellps=GSK2011
21242 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=42250000 +y_0=0 +ellps=GSK2011
21243 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=43250000 +y_0=0 +ellps=GSK2011
21244 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=44250000 +y_0=0 +ellps=GSK2011
21245 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=45250000 +y_0=0 +ellps=GSK2011
21246 +proj=tmerc +lat_0=0 +lon_0=138 +k=1 +x_0=46250000 +y_0=0 +ellps=GSK2011
21247 +proj=tmerc +lat_0=0 +lon_0=141 +k=1 +x_0=47250000 +y_0=0 +ellps=GSK2011
21248 +proj=tmerc +lat_0=0 +lon_0=144 +k=1 +x_0=48250000 +y_0=0 +ellps=GSK2011
21249 +proj=tmerc +lat_0=0 +lon_0=147 +k=1 +x_0=49250000 +y_0=0 +ellps=GSK2011
21250 +proj=tmerc +lat_0=0 +lon_0=150 +k=1 +x_0=50250000 +y_0=0 +ellps=GSK2011
21251 +proj=tmerc +lat_0=0 +lon_0=153 +k=1 +x_0=51250000 +y_0=0 +ellps=GSK2011
21252 +proj=tmerc +lat_0=0 +lon_0=156 +k=1 +x_0=52250000 +y_0=0 +ellps=GSK2011
21253 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=53250000 +y_0=0 +ellps=GSK2011
21254 +proj=tmerc +lat_0=0 +lon_0=162 +k=1 +x_0=54250000 +y_0=0 +ellps=GSK2011
21255 +proj=tmerc +lat_0=0 +lon_0=165 +k=1 +x_0=55250000 +y_0=0 +ellps=GSK2011
21256 +proj=tmerc +lat_0=0 +lon_0=168 +k=1 +x_0=56250000 +y_0=0 +ellps=GSK2011
21257 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=57250000 +y_0=0 +ellps=GSK2011
21258 +proj=tmerc +lat_0=0 +lon_0=174 +k=1 +x_0=58250000 +y_0=0 +ellps=GSK2011
21259 +proj=tmerc +lat_0=0 +lon_0=177 +k=1 +x_0=59250000 +y_0=0 +ellps=GSK2011
21260 +proj=tmerc +lat_0=0 +lon_0=180 +k=1 +x_0=60250000 +y_0=0 +ellps=GSK2011
21261 +proj=tmerc +lat_0=0 +lon_0=-177 +k=1 +x_0=61250000 +y_0=0 +ellps=GSK2011
21262 +proj=tmerc +lat_0=0 +lon_0=-174 +k=1 +x_0=62250000 +y_0=0 +ellps=GSK2011
21263 +proj=tmerc +lat_0=0 +lon_0=-171 +k=1 +x_0=63250000 +y_0=0 +ellps=GSK2011
21264 +proj=tmerc +lat_0=0 +lon_0=-168 +k=1 +x_0=64250000 +y_0=0 +ellps=GSK2011
21291 +proj=tmerc +lat_0=0 +lon_0=-62 +k=0.9995 +x_0=400000 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=32,301,419
21292 +proj=tmerc +lat_0=13.1763888888889 +lon_0=-59.5597222222222 +k=0.9999986 +x_0=30000 +y_0=75000 +a=6378249.145 +rf=293.465 +towgs84=32,301,419
21307 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21308 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21309 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21310 +proj=tmerc +lat_0=0 +lon_0=30 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21311 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21312 +proj=tmerc +lat_0=0 +lon_0=36 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21313 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21314 +proj=tmerc +lat_0=0 +lon_0=42 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21315 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21316 +proj=tmerc +lat_0=0 +lon_0=48 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21317 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21318 +proj=tmerc +lat_0=0 +lon_0=54 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21319 +proj=tmerc +lat_0=0 +lon_0=57 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21320 +proj=tmerc +lat_0=0 +lon_0=60 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21321 +proj=tmerc +lat_0=0 +lon_0=63 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21322 +proj=tmerc +lat_0=0 +lon_0=66 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21323 +proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21324 +proj=tmerc +lat_0=0 +lon_0=72 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21325 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21326 +proj=tmerc +lat_0=0 +lon_0=78 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21327 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21328 +proj=tmerc +lat_0=0 +lon_0=84 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21329 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21330 +proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21331 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21332 +proj=tmerc +lat_0=0 +lon_0=96 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21333 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21334 +proj=tmerc +lat_0=0 +lon_0=102 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21335 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21336 +proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21337 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21338 +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21339 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21340 +proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21341 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21342 +proj=tmerc +lat_0=0 +lon_0=126 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21343 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21344 +proj=tmerc +lat_0=0 +lon_0=132 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21345 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21346 +proj=tmerc +lat_0=0 +lon_0=138 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21347 +proj=tmerc +lat_0=0 +lon_0=141 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21348 +proj=tmerc +lat_0=0 +lon_0=144 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21349 +proj=tmerc +lat_0=0 +lon_0=147 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21350 +proj=tmerc +lat_0=0 +lon_0=150 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21351 +proj=tmerc +lat_0=0 +lon_0=153 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21352 +proj=tmerc +lat_0=0 +lon_0=156 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21353 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21354 +proj=tmerc +lat_0=0 +lon_0=162 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21355 +proj=tmerc +lat_0=0 +lon_0=165 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21356 +proj=tmerc +lat_0=0 +lon_0=168 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21357 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21358 +proj=tmerc +lat_0=0 +lon_0=174 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21359 +proj=tmerc +lat_0=0 +lon_0=177 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21360 +proj=tmerc +lat_0=0 +lon_0=180 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21361 +proj=tmerc +lat_0=0 +lon_0=-177 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21362 +proj=tmerc +lat_0=0 +lon_0=-174 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21363 +proj=tmerc +lat_0=0 +lon_0=-171 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21364 +proj=tmerc +lat_0=0 +lon_0=-168 +k=1 +x_0=250000 +y_0=0 +ellps=GSK2011
21413 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=13500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
21414 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=14500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
21415 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=15500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
21419 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=19500000 +y_0=0 +ellps=krass +towgs84=4,-146,-73
21421 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=21500000 +y_0=0 +ellps=krass +towgs84=-2,-125,-41
21453 21473 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=16,-154,-82
21459 21479 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=4,-146,-73
21500 +proj=lcc +lat_0=90 +lon_0=0 +lat_1=49.8333333333333 +lat_2=51.1666666666667 +x_0=150000 +y_0=5400000 +ellps=intl +pm=brussels
21780 +proj=somerc +lat_0=46.9524055555556 +lon_0=0 +k_0=1 +x_0=0 +y_0=0 +ellps=bessel +pm=bern +towgs84=674,15,405
21781 +proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=600000 +y_0=200000 +ellps=bessel +towgs84=674,15,405
21782 +proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=0 +y_0=0 +ellps=bessel +towgs84=674,15,405
21818 +proj=utm +zone=18 +ellps=intl +towgs84=316,268,-310
21891 21896 +proj=tmerc +lat_0=4.59904722222222 +lon_0=-77.0809166666667 +k=1 +x_0=1000000 +y_0=1000000 +ellps=intl +towgs84=306,297,-313
21892 21897 +proj=tmerc +lat_0=4.59904722222222 +lon_0=-74.0809166666667 +k=1 +x_0=1000000 +y_0=1000000 +ellps=intl +towgs84=309,292,-314
21893 21898 +proj=tmerc +lat_0=4.59904722222222 +lon_0=-71.0809166666667 +k=1 +x_0=1000000 +y_0=1000000 +ellps=intl +towgs84=300,314,-320
21894 21899 +proj=tmerc +lat_0=4.59904722222222 +lon_0=-68.0809166666667 +k=1 +x_0=1000000 +y_0=1000000 +ellps=intl +towgs84=303,309,-322
22091 +proj=tmerc +lat_0=0 +lon_0=11.5 +k=0.9996 +x_0=500000 +y_0=10000000 +a=6378249.145 +rf=293.465 +towgs84=-51,-348,-231
22191 +proj=tmerc +lat_0=-90 +lon_0=-72 +k=1 +x_0=1500000 +y_0=0 +ellps=intl +towgs84=-148,136,90
22192 +proj=tmerc +lat_0=-90 +lon_0=-69 +k=1 +x_0=2500000 +y_0=0 +ellps=intl +towgs84=-148,136,90
22193 +proj=tmerc +lat_0=-90 +lon_0=-66 +k=1 +x_0=3500000 +y_0=0 +ellps=intl +towgs84=-148,136,90
22194 +proj=tmerc +lat_0=-90 +lon_0=-63 +k=1 +x_0=4500000 +y_0=0 +ellps=intl +towgs84=-148,136,90
22195 +proj=tmerc +lat_0=-90 +lon_0=-60 +k=1 +x_0=5500000 +y_0=0 +ellps=intl +towgs84=-148,136,90
22196 +proj=tmerc +lat_0=-90 +lon_0=-57 +k=1 +x_0=6500000 +y_0=0 +ellps=intl +towgs84=-148,136,90
22197 +proj=tmerc +lat_0=-90 +lon_0=-54 +k=1 +x_0=7500000 +y_0=0 +ellps=intl +towgs84=-148,136,90
22234 +proj=utm +zone=34 +south +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22235 +proj=utm +zone=35 +south +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22236 +proj=utm +zone=36 +south +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22275 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=15 +k=1 +x_0=0 +y_0=0 +a=6378249.145 +rf=293.4663077
22277 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=17 +k=1 +x_0=0 +y_0=0 +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22279 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=19 +k=1 +x_0=0 +y_0=0 +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22281 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=21 +k=1 +x_0=0 +y_0=0 +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22283 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=23 +k=1 +x_0=0 +y_0=0 +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22285 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=25 +k=1 +x_0=0 +y_0=0 +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22287 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=27 +k=1 +x_0=0 +y_0=0 +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22289 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=29 +k=1 +x_0=0 +y_0=0 +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22291 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=31 +k=1 +x_0=0 +y_0=0 +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22293 +proj=tmerc +axis=wsu +lat_0=0 +lon_0=33 +k=1 +x_0=0 +y_0=0 +a=6378249.145 +rf=293.4663077 +towgs84=-136,-108,-292
22332 +proj=utm +zone=32 +ellps=clrk80ign +towgs84=-263,6,431
22337 +proj=tmerc +lat_0=0 +lon_0=-64.5 +k=0.9999 +x_0=15500000 +y_0=0 +ellps=WGS84
22338 +proj=tmerc +lat_0=0 +lon_0=-61.5 +k=0.9999 +x_0=14500000 +y_0=0 +ellps=WGS84
22351 22651 26891 32191 +proj=tmerc +lat_0=0 +lon_0=-82.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
22352 22652 26892 32192 +proj=tmerc +lat_0=0 +lon_0=-81 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
22353 22653 26893 32193 +proj=tmerc +lat_0=0 +lon_0=-84 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
22354 22654 26894 32194 +proj=tmerc +lat_0=0 +lon_0=-87 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
22355 22655 26895 32195 +proj=tmerc +lat_0=0 +lon_0=-90 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
22356 22656 26896 32196 +proj=tmerc +lat_0=0 +lon_0=-93 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
22357 22657 26897 32197 +proj=tmerc +lat_0=0 +lon_0=-96 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
22391 +proj=lcc +lat_1=36 +lat_0=36 +lon_0=9.9 +k_0=0.999625544 +x_0=500000 +y_0=300000 +ellps=clrk80ign +towgs84=-263,6,431
22392 +proj=lcc +lat_1=33.3 +lat_0=33.3 +lon_0=9.9 +k_0=0.999625769 +x_0=500000 +y_0=300000 +ellps=clrk80ign +towgs84=-263,6,431
22521 +proj=utm +zone=21 +south +ellps=intl +towgs84=-206,168,-4
22522 +proj=utm +zone=22 +south +ellps=intl +towgs84=-206,168,-4
22523 +proj=utm +zone=23 +south +ellps=intl +towgs84=-206,168,-4
22524 +proj=utm +zone=24 +south +ellps=intl +towgs84=-206,168,-4
22525 +proj=utm +zone=25 +south +ellps=intl +towgs84=-206,168,-4
22641 26898 32181 +proj=tmerc +lat_0=0 +lon_0=-53 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
22642 26899 32182 +proj=tmerc +lat_0=0 +lon_0=-56 +k=0.9999 +x_0=304800 +y_0=0 +ellps=WGS84
22770 +proj=lcc +lat_1=34.65 +lat_0=34.65 +lon_0=37.35 +k_0=0.9996256 +x_0=300000 +y_0=300000 +ellps=clrk80ign +towgs84=-190,8,239
22780 +proj=sterea +lat_0=34.2 +lon_0=39.15 +k=0.9995341 +x_0=0 +y_0=0 +ellps=clrk80ign +towgs84=-190,8,239
22832 +proj=utm +zone=32 +ellps=clrk80ign
22991 +proj=tmerc +lat_0=30 +lon_0=35 +k=1 +x_0=300000 +y_0=1100000 +ellps=helmert +towgs84=-162,93,-30
22992 +proj=tmerc +lat_0=30 +lon_0=31 +k=1 +x_0=615000 +y_0=810000 +ellps=helmert +towgs84=-153,97,-28
22993 +proj=tmerc +lat_0=30 +lon_0=27 +k=1 +x_0=700000 +y_0=200000 +ellps=helmert +towgs84=-142,102,-25
22994 +proj=tmerc +lat_0=30 +lon_0=27 +k=1 +x_0=700000 +y_0=1200000 +ellps=helmert +towgs84=-145,104,-26
23028 +proj=utm +zone=28 +ellps=intl +towgs84=-90,-97,-123
23029 +proj=utm +zone=29 +ellps=intl +towgs84=-83,-100,-114
23030 +proj=utm +zone=30 +ellps=intl +towgs84=-91,-98,-126
23031 +proj=utm +zone=31 +ellps=intl +towgs84=-89,-96,-124
23032 +proj=utm +zone=32 +ellps=intl +towgs84=-88,-95,-121
23033 +proj=utm +zone=33 +ellps=intl +towgs84=-87,-95,-120
23034 +proj=utm +zone=34 +ellps=intl +towgs84=-86,-95,-119
23035 +proj=utm +zone=35 +ellps=intl +towgs84=-88,-94,-124
23036 +proj=utm +zone=36 +ellps=intl +towgs84=-89,-93,-127
23037 +proj=utm +zone=37 +ellps=intl +towgs84=-89,-94,-128
23038 +proj=utm +zone=38 +ellps=intl +towgs84=-92,-94,-130
23090 +proj=tmerc +lat_0=0 +lon_0=0 +k=0.9996 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-86,-96,-120
23095 +proj=tmerc +lat_0=0 +lon_0=5 +k=0.9996 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-87,-96,-120
23239 +proj=utm +zone=39 +a=6378249.145 +rf=293.465 +towgs84=-345,3,223
23240 +proj=utm +zone=40 +a=6378249.145 +rf=293.465 +towgs84=-345,3,223
23301 +proj=lcc +lat_1=42.2 +lat_0=42.2 +lon_0=-89.95 +k_0=1.000029 +x_0=549860.2997206 +y_0=230124.460248921 +ellps=WGS84 +to_meter=0.304800609601219
23302 +proj=tmerc +lat_0=41.25 +lon_0=-89.25 +k=1.000029 +x_0=860147.320294641 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23303 +proj=tmerc +lat_0=41.25 +lon_0=-88.5 +k=1.00003 +x_0=1150012.7000254 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23304 +proj=tmerc +lat_0=41.25 +lon_0=-87.8 +k=1.000023 +x_0=1449936.499873 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23305 +proj=lcc +lat_1=41.55 +lat_0=41.55 +lon_0=-90.6 +k_0=1.000024 +x_0=1749860.2997206 +y_0=230124.460248921 +ellps=WGS84 +to_meter=0.304800609601219
23306 +proj=lcc +lat_1=41.55 +lat_0=41.55 +lon_0=-90.05 +k_0=1.00002 +x_0=2050088.9001778 +y_0=230124.460248921 +ellps=WGS84 +to_meter=0.304800609601219
23307 +proj=lcc +lat_1=41.3 +lat_0=41.3 +lon_0=-89.05 +k_0=1.000023 +x_0=2360071.12014224 +y_0=230124.460248921 +ellps=WGS84 +to_meter=0.304800609601219
23308 +proj=tmerc +lat_0=40.55 +lon_0=-88 +k=1.000022 +x_0=2649936.499873 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23309 +proj=tmerc +lat_0=40.2 +lon_0=-90.85 +k=1.000024 +x_0=2949860.2997206 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23310 +proj=tmerc +lat_0=37.25 +lon_0=-90.1 +k=1.000023 +x_0=70104.1402082804 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23311 +proj=tmerc +lat_0=37.4 +lon_0=-89.65 +k=1.000023 +x_0=420015.24003048 +y_0=189585.979171958 +ellps=WGS84 +to_meter=0.304800609601219
23312 +proj=tmerc +lat_0=37.45 +lon_0=-89.3 +k=1.000025 +x_0=840030.48006096 +y_0=130149.860299721 +ellps=WGS84 +to_meter=0.304800609601219
23313 +proj=lcc +lat_1=40.5 +lat_0=40.5 +lon_0=-88.85 +k_0=1.000031 +x_0=1150012.7000254 +y_0=530048.26009652 +ellps=WGS84 +to_meter=0.304800609601219
23314 +proj=lcc +lat_1=40.9 +lat_0=40.9 +lon_0=-88.55 +k_0=1.000025 +x_0=1449936.499873 +y_0=530048.26009652 +ellps=WGS84 +to_meter=0.304800609601219
23315 +proj=lcc +lat_1=40.75 +lat_0=40.75 +lon_0=-87.95 +k_0=1.000024 +x_0=1749860.2997206 +y_0=530048.26009652 +ellps=WGS84 +to_meter=0.304800609601219
23316 +proj=tmerc +lat_0=36.75 +lon_0=-91.25 +k=1.000023 +x_0=2050088.9001778 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23317 +proj=tmerc +lat_0=36.8 +lon_0=-90.6 +k=1.000024 +x_0=2350012.7000254 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23318 +proj=lcc +lat_1=40.15 +lat_0=40.15 +lon_0=-89.8 +k_0=1.000018 +x_0=2670053.34010668 +y_0=530048.26009652 +ellps=WGS84 +to_meter=0.304800609601219
23319 +proj=tmerc +lat_0=36.3 +lon_0=-88.8 +k=1.000024 +x_0=2949860.2997206 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23320 +proj=lcc +lat_1=40.15 +lat_0=40.15 +lon_0=-88 +k_0=1.000026 +x_0=99974.5999491999 +y_0=860147.320294641 +ellps=WGS84 +to_meter=0.304800609601219
23321 +proj=lcc +lat_1=39.65 +lat_0=39.65 +lon_0=-90.6 +k_0=1.000023 +x_0=380086.36017272 +y_0=860147.320294641 +ellps=WGS84 +to_meter=0.304800609601219
23322 +proj=lcc +lat_1=39.75 +lat_0=39.75 +lon_0=-89.65 +k_0=1.000022 +x_0=709880.61976124 +y_0=879959.35991872 +ellps=WGS84 +to_meter=0.304800609601219
23323 +proj=lcc +lat_1=39.65 +lat_0=39.65 +lon_0=-88 +k_0=1.000024 +x_0=1150012.7000254 +y_0=840030.48006096 +ellps=WGS84 +to_meter=0.304800609601219
23324 +proj=tmerc +lat_0=32.85 +lon_0=-90.5 +k=1.000019 +x_0=1449936.499873 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23325 +proj=lcc +lat_1=39.3 +lat_0=39.3 +lon_0=-90.15 +k_0=1.00002 +x_0=1749860.2997206 +y_0=840030.48006096 +ellps=WGS84 +to_meter=0.304800609601219
23326 +proj=tmerc +lat_0=33.15 +lon_0=-89.4 +k=1.000023 +x_0=2050088.9001778 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23327 +proj=lcc +lat_1=38.95 +lat_0=38.95 +lon_0=-89 +k_0=1.000019 +x_0=2350012.7000254 +y_0=840030.48006096 +ellps=WGS84 +to_meter=0.304800609601219
23328 +proj=lcc +lat_1=39.1 +lat_0=39.1 +lon_0=-88 +k_0=1.000017 +x_0=2649936.499873 +y_0=840030.48006096 +ellps=WGS84 +to_meter=0.304800609601219
23329 +proj=tmerc +lat_0=32.35 +lon_0=-90 +k=1.000016 +x_0=2949860.2997206 +y_0=149961.8999238 +ellps=WGS84 +to_meter=0.304800609601219
23330 +proj=lcc +lat_1=38.45 +lat_0=38.45 +lon_0=-89.15 +k_0=1.000015 +x_0=99974.5999491999 +y_0=1150012.7000254 +ellps=WGS84 +to_meter=0.304800609601219
23331 +proj=lcc +lat_1=38.55 +lat_0=38.55 +lon_0=-88.15 +k_0=1.000013 +x_0=380086.36017272 +y_0=1150012.7000254 +ellps=WGS84 +to_meter=0.304800609601219
23332 +proj=lcc +lat_1=37.9 +lat_0=37.9 +lon_0=-88.95 +k_0=1.000012 +x_0=729997.45999492 +y_0=1150012.7000254 +ellps=WGS84 +to_meter=0.304800609601219
23333 +proj=lcc +lat_1=37.2 +lat_0=37.2 +lon_0=-88.9 +k_0=1.00001 +x_0=1110083.82016764 +y_0=1170129.54025908 +ellps=WGS84 +to_meter=0.304800609601219
23433 +proj=utm +zone=33 +ellps=clrk80ign
23830 +proj=tmerc +lat_0=0 +lon_0=94.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23831 +proj=tmerc +lat_0=0 +lon_0=97.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23832 +proj=tmerc +lat_0=0 +lon_0=100.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23833 +proj=tmerc +lat_0=0 +lon_0=103.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23834 +proj=tmerc +lat_0=0 +lon_0=106.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23835 +proj=tmerc +lat_0=0 +lon_0=109.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23836 +proj=tmerc +lat_0=0 +lon_0=112.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23837 +proj=tmerc +lat_0=0 +lon_0=115.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23838 +proj=tmerc +lat_0=0 +lon_0=118.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23839 +proj=tmerc +lat_0=0 +lon_0=121.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23840 +proj=tmerc +lat_0=0 +lon_0=124.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23841 +proj=tmerc +lat_0=0 +lon_0=127.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23842 +proj=tmerc +lat_0=0 +lon_0=130.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23843 +proj=tmerc +lat_0=0 +lon_0=133.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23844 +proj=tmerc +lat_0=0 +lon_0=136.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23845 +proj=tmerc +lat_0=0 +lon_0=139.5 +k=0.9999 +x_0=200000 +y_0=1500000 +ellps=WGS84
23846 +proj=utm +zone=46 +a=6378160 +rf=298.247 +towgs84=-23,-16,2
23847 +proj=utm +zone=47 +a=6378160 +rf=298.247 +towgs84=-23,-17,2
23848 +proj=utm +zone=48 +a=6378160 +rf=298.247 +towgs84=-22,-19,3
23849 +proj=utm +zone=49 +a=6378160 +rf=298.247 +towgs84=-22,-21,3
23850 +proj=utm +zone=50 +a=6378160 +rf=298.247 +towgs84=-21,-23,4
23851 +proj=utm +zone=51 +a=6378160 +rf=298.247 +towgs84=-20,-25,4
23852 +proj=utm +zone=52 +a=6378160 +rf=298.247 +towgs84=-18,-27,4
23887 +proj=utm +zone=47 +south +a=6378160 +rf=298.247 +towgs84=-23,-16,2
23888 +proj=utm +zone=48 +south +a=6378160 +rf=298.247 +towgs84=-23,-18,3
23889 +proj=utm +zone=49 +south +a=6378160 +rf=298.247 +towgs84=-22,-20,3
23890 +proj=utm +zone=50 +south +a=6378160 +rf=298.247 +towgs84=-22,-22,4
23891 +proj=utm +zone=51 +south +a=6378160 +rf=298.247 +towgs84=-20,-24,4
23892 +proj=utm +zone=52 +south +a=6378160 +rf=298.247 +towgs84=-19,-26,4
23893 +proj=utm +zone=53 +south +a=6378160 +rf=298.247 +towgs84=-18,-27,3
23894 +proj=utm +zone=54 +south +a=6378160 +rf=298.247 +towgs84=-16,-28,3
23946 +proj=utm +zone=46 +ellps=evrst30
23947 +proj=utm +zone=47 +ellps=evrst30 +towgs84=217,823,299
23948 +proj=utm +zone=48 +ellps=evrst30 +towgs84=217,823,299
24047 +proj=utm +zone=47 +ellps=evrst30 +towgs84=387,847,341
24100 +proj=lcc +lat_1=18 +lat_0=18 +lon_0=-77 +k_0=1 +x_0=167638.49597 +y_0=121918.90616 +a=6378249.14480801 +b=6356514.96620413 +to_meter=0.3047972654
24200 +proj=lcc +lat_1=18 +lat_0=18 +lon_0=-77 +k_0=1 +x_0=250000 +y_0=150000 +ellps=clrk66 +towgs84=54,265,370
24305 +proj=utm +zone=45 +ellps=evrst30 +towgs84=282,726,254
24306 +proj=utm +zone=46 +ellps=evrst30 +towgs84=282,726,254
24311 +proj=utm +zone=41 +a=6377301.243 +rf=300.8017255 +towgs84=283,682,231
24312 +proj=utm +zone=42 +a=6377301.243 +rf=300.8017255 +towgs84=285,690,237
24313 +proj=utm +zone=43 +a=6377301.243 +rf=300.8017255 +towgs84=283,682,231
24342 +proj=utm +zone=42 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24343 +proj=utm +zone=43 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24344 +proj=utm +zone=44 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24345 +proj=utm +zone=45 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24346 +proj=utm +zone=46 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24347 +proj=utm +zone=47 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24370 +proj=lcc +lat_1=39.5 +lat_0=39.5 +lon_0=68 +k_0=0.99846154 +x_0=2153865.73916853 +y_0=2368292.1946281 +a=6377299.36559538 +b=6356098.35900516 +to_meter=0.914398530744441
24371 +proj=lcc +lat_1=32.5 +lat_0=32.5 +lon_0=68 +k_0=0.99878641 +x_0=2743195.59223332 +y_0=914398.530744441 +a=6377299.36559538 +b=6356098.35900516 +to_meter=0.914398530744441
24372 +proj=lcc +lat_1=26 +lat_0=26 +lon_0=74 +k_0=0.99878641 +x_0=2743195.59223332 +y_0=914398.530744441 +a=6377299.36559538 +b=6356098.35900516 +to_meter=0.914398530744441
24373 +proj=lcc +lat_1=19 +lat_0=19 +lon_0=80 +k_0=0.99878641 +x_0=2743195.59223332 +y_0=914398.530744441 +a=6377299.36559538 +b=6356098.35900516 +to_meter=0.914398530744441
24374 +proj=lcc +lat_1=12 +lat_0=12 +lon_0=80 +k_0=0.99878641 +x_0=2743195.59223332 +y_0=914398.530744441 +a=6377299.36559538 +b=6356098.35900516 +to_meter=0.914398530744441
24375 +proj=lcc +lat_1=26 +lat_0=26 +lon_0=90 +k_0=0.99878641 +x_0=2743185.69 +y_0=914395.23 +ellps=evrst30 +towgs84=282,726,254
24376 +proj=lcc +lat_1=32.5 +lat_0=32.5 +lon_0=68 +k_0=0.99878641 +x_0=2743196.4 +y_0=914398.8 +a=6377301.243 +rf=300.8017255 +towgs84=283,682,231
24377 +proj=lcc +lat_1=26 +lat_0=26 +lon_0=74 +k_0=0.99878641 +x_0=2743196.4 +y_0=914398.8 +a=6377301.243 +rf=300.8017255 +towgs84=259,632,206
24378 +proj=lcc +lat_1=32.5 +lat_0=32.5 +lon_0=68 +k_0=0.99878641 +x_0=2743195.5 +y_0=914398.5 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24379 +proj=lcc +lat_1=26 +lat_0=26 +lon_0=74 +k_0=0.99878641 +x_0=2743195.5 +y_0=914398.5 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24380 +proj=lcc +lat_1=26 +lat_0=26 +lon_0=90 +k_0=0.99878641 +x_0=2743195.5 +y_0=914398.5 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24381 +proj=lcc +lat_1=19 +lat_0=19 +lon_0=80 +k_0=0.99878641 +x_0=2743195.5 +y_0=914398.5 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24382 +proj=lcc +lat_1=26 +lat_0=26 +lon_0=90 +k_0=0.99878641 +x_0=2743195.59223332 +y_0=914398.530744441 +a=6377299.36559538 +b=6356098.35900516 +to_meter=0.914398530744441
24383 +proj=lcc +lat_1=12 +lat_0=12 +lon_0=80 +k_0=0.99878641 +x_0=2743195.5 +y_0=914398.5 +a=6377299.151 +rf=300.8017255 +towgs84=295,736,257
24500 +proj=cass +lat_0=1.28764666666667 +lon_0=103.853002222222 +x_0=30000 +y_0=30000 +ellps=evrst48 +towgs84=-11,851,5
24547 +proj=utm +zone=47 +ellps=evrst48 +towgs84=-11,851,5
24548 +proj=utm +zone=48 +ellps=evrst48 +towgs84=-11,851,5
24571 +proj=omerc +no_uoff +lat_0=4 +lonc=102.25 +alpha=323.0257905 +gamma=323.130102361111 +k=0.99984 +x_0=804671.299775035 +y_0=0 +ellps=evrst48 +to_meter=20.1167824943759 +towgs84=-11,851,5
24600 +proj=lcc +lat_1=32.5 +lat_0=32.5 +lon_0=45 +k_0=0.9987864078 +x_0=1500000 +y_0=1166200 +a=6378249.145 +rf=293.465 +towgs84=-295,-200,526
24718 +proj=utm +zone=18 +ellps=intl +towgs84=-261,92,-358
24719 +proj=utm +zone=19 +ellps=intl +towgs84=-260,90,-357
24720 +proj=utm +zone=20 +ellps=intl +towgs84=-268,102,-356
24817 +proj=utm +zone=17 +ellps=intl +towgs84=-283,198,-365
24818 +proj=utm +zone=18 +ellps=intl +towgs84=-275,143,-367
24819 +proj=utm +zone=19 +ellps=intl +towgs84=-261,94,-358
24820 +proj=utm +zone=20 +ellps=intl +towgs84=-259,90,-355
24821 +proj=utm +zone=21 +ellps=intl +towgs84=-298,159,-369
24877 +proj=utm +zone=17 +south +ellps=intl +towgs84=-293,249,-368
24878 +proj=utm +zone=18 +south +ellps=intl +towgs84=-297,223,-366
24879 +proj=utm +zone=19 +south +ellps=intl +towgs84=-292,214,-375
24880 +proj=utm +zone=20 +south +ellps=intl +towgs84=-273,194,-387
24881 +proj=utm +zone=21 +south +ellps=intl +towgs84=-270,188,-388
24882 +proj=utm +zone=22 +south +ellps=intl +towgs84=-292,106,-365
24891 +proj=tmerc +lat_0=-6 +lon_0=-80.5 +k=0.99983008 +x_0=222000 +y_0=1426834.743 +ellps=intl +towgs84=-301,294,-363
24892 +proj=tmerc +lat_0=-9.5 +lon_0=-76 +k=0.99932994 +x_0=720000 +y_0=1039979.159 +ellps=intl +towgs84=-286,205,-372
24893 +proj=tmerc +lat_0=-9.5 +lon_0=-70.5 +k=0.99952992 +x_0=1324000 +y_0=1040084.558 +ellps=intl +towgs84=-279,175,-379
25000 +proj=tmerc +lat_0=4.66666666666667 +lon_0=-1 +k=0.99975 +x_0=274319.51 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=-130,29,364
25231 +proj=utm +zone=31 +ellps=clrk80ign
25391 +proj=tmerc +lat_0=0 +lon_0=117 +k=0.99995 +x_0=500000 +y_0=0 +ellps=clrk66 +towgs84=-133,-77,-51
25392 +proj=tmerc +lat_0=0 +lon_0=119 +k=0.99995 +x_0=500000 +y_0=0 +ellps=clrk66 +towgs84=-133,-77,-51
25393 +proj=tmerc +lat_0=0 +lon_0=121 +k=0.99995 +x_0=500000 +y_0=0 +ellps=clrk66 +towgs84=-94,-143,-72
25394 +proj=tmerc +lat_0=0 +lon_0=123 +k=0.99995 +x_0=500000 +y_0=0 +ellps=clrk66 +towgs84=-84,-152,-75
25395 +proj=tmerc +lat_0=0 +lon_0=125 +k=0.99995 +x_0=500000 +y_0=0 +ellps=clrk66 +towgs84=-53,-191,-81
25700 +proj=merc +lon_0=110 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel +pm=jakarta +towgs84=-588,520,146
25884 +proj=tmerc +lat_0=0 +lon_0=24 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84
25932 +proj=utm +zone=32 +south +ellps=intl +towgs84=-254,-5,-100
26191 +proj=lcc +lat_1=33.3 +lat_0=33.3 +lon_0=-5.4 +k_0=0.999625769 +x_0=500000 +y_0=300000 +ellps=clrk80ign +towgs84=31,146,47
26192 +proj=lcc +lat_1=29.7 +lat_0=29.7 +lon_0=-5.4 +k_0=0.999615596 +x_0=500000 +y_0=300000 +ellps=clrk80ign +towgs84=31,146,47
26193 +proj=lcc +lat_1=26.1 +lat_0=26.1 +lon_0=-5.4 +k_0=0.9996 +x_0=1200000 +y_0=400000 +ellps=clrk80ign
26194 +proj=lcc +lat_1=26.1 +lat_0=26.1 +lon_0=-5.4 +k_0=0.999616304 +x_0=1200000 +y_0=400000 +ellps=clrk80ign
26195 +proj=lcc +lat_1=22.5 +lat_0=22.5 +lon_0=-5.4 +k_0=0.999616437 +x_0=1500000 +y_0=400000 +ellps=clrk80ign
26237 +proj=utm +zone=37 +ellps=bessel +towgs84=639,405,60
26331 +proj=utm +zone=31 +a=6378249.145 +rf=293.465 +towgs84=-93,-92,121
26332 +proj=utm +zone=32 +a=6378249.145 +rf=293.465 +towgs84=-92,-93,122
26391 +proj=tmerc +lat_0=4 +lon_0=4.5 +k=0.99975 +x_0=230738.26 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=-128,-94,115
26392 +proj=tmerc +lat_0=4 +lon_0=8.5 +k=0.99975 +x_0=670553.98 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=-108,-93,118
26393 +proj=tmerc +lat_0=4 +lon_0=12.5 +k=0.99975 +x_0=1110369.7 +y_0=0 +a=6378249.145 +rf=293.465 +towgs84=-92,-93,122
26591 +proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=1500000 +y_0=0 +ellps=intl +pm=rome
26592 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.9996 +x_0=2520000 +y_0=0 +ellps=intl +pm=rome
26632 +proj=utm +zone=32 +ellps=clrk80ign +towgs84=-81,-132,41
26692 +proj=utm +zone=32 +south +ellps=clrk80ign +towgs84=-81,-132,41
26701 +proj=utm +zone=1 +ellps=clrk66 +towgs84=-2,152,149
26702 +proj=utm +zone=2 +ellps=clrk66
26703 +proj=utm +zone=3 +ellps=clrk66 +towgs84=6,141,148
26704 +proj=utm +zone=4 +ellps=clrk66 +towgs84=-5,135,172
26705 +proj=utm +zone=5 +ellps=clrk66 +towgs84=-5,135,172
26706 +proj=utm +zone=6 +ellps=clrk66 +towgs84=-5,135,172
26707 +proj=utm +zone=7 +ellps=clrk66 +towgs84=7,150,141
26708 +proj=utm +zone=8 +ellps=clrk66 +towgs84=2,154,187
26709 +proj=utm +zone=9 +ellps=clrk66 +towgs84=4,159,188
26710 +proj=utm +zone=10 +ellps=clrk66 +towgs84=7,170,163
26711 +proj=utm +zone=11 +ellps=clrk66 +towgs84=5,170,166
26712 +proj=utm +zone=12 +ellps=clrk66 +towgs84=0,167,169
26713 +proj=utm +zone=13 +ellps=clrk66 +towgs84=-1,166,171
26714 +proj=utm +zone=14 +ellps=clrk66 +towgs84=-2,165,173
26715 +proj=utm +zone=15 +ellps=clrk66 +towgs84=-3,163,175
26716 +proj=utm +zone=16 +ellps=clrk66 +towgs84=-2,160,180
26717 +proj=utm +zone=17 +ellps=clrk66 +towgs84=-4,162,178
26718 +proj=utm +zone=18 +ellps=clrk66 +towgs84=-2,164,173
26719 +proj=utm +zone=19 +ellps=clrk66 +towgs84=-3,157,188
26720 +proj=utm +zone=20 +ellps=clrk66 +towgs84=-1,156,193
26721 +proj=utm +zone=21 +ellps=clrk66 +towgs84=-17,159,190
26722 +proj=utm +zone=22 +ellps=clrk66 +towgs84=-16,163,181
26729 +proj=tmerc +lat_0=30.5 +lon_0=-85.8333333333333 +k=0.99996 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26730 +proj=tmerc +lat_0=30 +lon_0=-87.5 +k=0.999933333 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26731 +proj=omerc +no_uoff +lat_0=57 +lonc=-133.666666666667 +alpha=323.130102361111 +gamma=323.130102361111 +k=0.9999 +x_0=5000000.001016 +y_0=-5000000.001016 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-31,119,251
26732 +proj=tmerc +lat_0=54 +lon_0=-142 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,135,172
26733 +proj=tmerc +lat_0=54 +lon_0=-146 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,135,172
26734 +proj=tmerc +lat_0=54 +lon_0=-150 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,135,172
26735 +proj=tmerc +lat_0=54 +lon_0=-154 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,135,172
26736 +proj=tmerc +lat_0=54 +lon_0=-158 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,135,172
26737 +proj=tmerc +lat_0=54 +lon_0=-162 +k=0.9999 +x_0=213360.426720853 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,135,172
26738 +proj=tmerc +lat_0=54 +lon_0=-166 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-5,135,172
26739 +proj=tmerc +lat_0=54 +lon_0=-170 +k=0.9999 +x_0=182880.365760732 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26740 +proj=lcc +lat_0=51 +lon_0=-176 +lat_1=53.8333333333333 +lat_2=51.8333333333333 +x_0=914401.828803658 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=180,184,-104
26741 +proj=lcc +lat_0=39.3333333333333 +lon_0=-122 +lat_1=41.6666666666667 +lat_2=40 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26742 +proj=lcc +lat_0=37.6666666666667 +lon_0=-122 +lat_1=39.8333333333333 +lat_2=38.3333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26743 +proj=lcc +lat_0=36.5 +lon_0=-120.5 +lat_1=38.4333333333333 +lat_2=37.0666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26744 +proj=lcc +lat_0=35.3333333333333 +lon_0=-119 +lat_1=37.25 +lat_2=36 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26745 +proj=lcc +lat_0=33.5 +lon_0=-118 +lat_1=35.4666666666667 +lat_2=34.0333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26746 +proj=lcc +lat_0=32.1666666666667 +lon_0=-116.25 +lat_1=33.8833333333333 +lat_2=32.7833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26747 +proj=lcc +lat_0=34.1333333333333 +lon_0=-118.333333333333 +lat_1=34.4166666666667 +lat_2=33.8666666666667 +x_0=1276106.4505969 +y_0=127079.524511049 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26748 +proj=tmerc +lat_0=31 +lon_0=-110.166666666667 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26749 +proj=tmerc +lat_0=31 +lon_0=-111.916666666667 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26750 +proj=tmerc +lat_0=31 +lon_0=-113.75 +k=0.999933333 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26751 +proj=lcc +lat_0=34.3333333333333 +lon_0=-92 +lat_1=36.2333333333333 +lat_2=34.9333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26752 +proj=lcc +lat_0=32.6666666666667 +lon_0=-92 +lat_1=34.7666666666667 +lat_2=33.3 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26753 +proj=lcc +lat_0=39.3333333333333 +lon_0=-105.5 +lat_1=39.7166666666667 +lat_2=40.7833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26754 +proj=lcc +lat_0=37.8333333333333 +lon_0=-105.5 +lat_1=39.75 +lat_2=38.45 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26755 +proj=lcc +lat_0=36.6666666666667 +lon_0=-105.5 +lat_1=38.4333333333333 +lat_2=37.2333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26756 +proj=lcc +lat_0=40.8333333333333 +lon_0=-72.75 +lat_1=41.8666666666667 +lat_2=41.2 +x_0=182880.365760732 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26757 +proj=tmerc +lat_0=38 +lon_0=-75.4166666666667 +k=0.999995 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26758 +proj=tmerc +lat_0=24.3333333333333 +lon_0=-81 +k=0.999941177 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-12,186,162
26759 +proj=tmerc +lat_0=24.3333333333333 +lon_0=-82 +k=0.999941177 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26760 +proj=lcc +lat_0=29 +lon_0=-84.5 +lat_1=30.75 +lat_2=29.5833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26761 +proj=tmerc +lat_0=18.8333333333333 +lon_0=-155.5 +k=0.999966666666667 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26762 +proj=tmerc +lat_0=20.3333333333333 +lon_0=-156.666666666667 +k=0.999966666666667 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26763 +proj=tmerc +lat_0=21.1666666666667 +lon_0=-158 +k=0.99999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26764 +proj=tmerc +lat_0=21.8333333333333 +lon_0=-159.5 +k=0.99999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26765 +proj=tmerc +lat_0=21.6666666666667 +lon_0=-160.166666666667 +k=1 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26766 +proj=tmerc +lat_0=30 +lon_0=-82.1666666666667 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26767 +proj=tmerc +lat_0=30 +lon_0=-84.1666666666667 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26768 +proj=tmerc +lat_0=41.6666666666667 +lon_0=-112.166666666667 +k=0.999947368 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26769 +proj=tmerc +lat_0=41.6666666666667 +lon_0=-114 +k=0.999947368 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26770 +proj=tmerc +lat_0=41.6666666666667 +lon_0=-115.75 +k=0.999933333 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26771 +proj=tmerc +lat_0=36.6666666666667 +lon_0=-88.3333333333333 +k=0.999975 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26772 +proj=tmerc +lat_0=36.6666666666667 +lon_0=-90.1666666666667 +k=0.999941177 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26773 +proj=tmerc +lat_0=37.5 +lon_0=-85.6666666666667 +k=0.999966667 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26774 +proj=tmerc +lat_0=37.5 +lon_0=-87.0833333333333 +k=0.999966667 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26775 +proj=lcc +lat_0=41.5 +lon_0=-93.5 +lat_1=43.2666666666667 +lat_2=42.0666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26776 +proj=lcc +lat_0=40 +lon_0=-93.5 +lat_1=41.7833333333333 +lat_2=40.6166666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26777 +proj=lcc +lat_0=38.3333333333333 +lon_0=-98 +lat_1=39.7833333333333 +lat_2=38.7166666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26778 +proj=lcc +lat_0=36.6666666666667 +lon_0=-98.5 +lat_1=38.5666666666667 +lat_2=37.2666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26779 +proj=lcc +lat_0=37.5 +lon_0=-84.25 +lat_1=37.9666666666667 +lat_2=38.9666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26780 +proj=lcc +lat_0=36.3333333333333 +lon_0=-85.75 +lat_1=36.7333333333333 +lat_2=37.9333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26781 +proj=lcc +lat_0=30.6666666666667 +lon_0=-92.5 +lat_1=31.1666666666667 +lat_2=32.6666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26782 +proj=lcc +lat_0=28.6666666666667 +lon_0=-91.3333333333333 +lat_1=29.3 +lat_2=30.7 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26783 +proj=tmerc +lat_0=43.8333333333333 +lon_0=-68.5 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-22,160,190
26784 +proj=tmerc +lat_0=42.8333333333333 +lon_0=-70.1666666666667 +k=0.999966667 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-65,287,53
26785 +proj=lcc +lat_0=37.8333333333333 +lon_0=-77 +lat_1=38.3 +lat_2=39.45 +x_0=243840.487680975 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26786 +proj=lcc +lat_0=41 +lon_0=-71.5 +lat_1=41.7166666666667 +lat_2=42.6833333333333 +x_0=182880.365760732 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26787 +proj=lcc +lat_0=41 +lon_0=-70.5 +lat_1=41.2833333333333 +lat_2=41.4833333333333 +x_0=60960.1219202439 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26788 +proj=lcc +lat_0=44.7833333333333 +lon_0=-87 +lat_1=45.4833333333333 +lat_2=47.0833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
26789 +proj=lcc +lat_0=43.3166666666667 +lon_0=-84.3333333333333 +lat_1=44.1833333333333 +lat_2=45.7 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26790 +proj=lcc +lat_0=41.5 +lon_0=-84.3333333333333 +lat_1=42.1 +lat_2=43.6666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26791 +proj=lcc +lat_0=46.5 +lon_0=-93.1 +lat_1=47.0333333333333 +lat_2=48.6333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-4,187,146
26792 +proj=lcc +lat_0=45 +lon_0=-94.25 +lat_1=45.6166666666667 +lat_2=47.05 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26793 +proj=lcc +lat_0=43 +lon_0=-94 +lat_1=43.7833333333333 +lat_2=45.2166666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26794 +proj=tmerc +lat_0=29.6666666666667 +lon_0=-88.8333333333333 +k=0.99996 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
26795 +proj=tmerc +lat_0=30.5 +lon_0=-90.3333333333333 +k=0.999941177 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26796 +proj=tmerc +lat_0=35.8333333333333 +lon_0=-90.5 +k=0.999933333 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26797 +proj=tmerc +lat_0=35.8333333333333 +lon_0=-92.5 +k=0.999933333 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26798 +proj=tmerc +lat_0=36.1666666666667 +lon_0=-94.5 +k=0.999941177 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26799 +proj=lcc +lat_0=34.1333333333333 +lon_0=-118.333333333333 +lat_1=34.4166666666667 +lat_2=33.8666666666667 +x_0=1276106.4505969 +y_0=1268253.00685801 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
26801 +proj=tmerc +lat_0=41.5 +lon_0=-83.6666666666667 +k=0.999942857 +x_0=152400.30480061 +y_0=0 +a=6378450.0475489 +b=6356826.62148844 +to_meter=0.304800609601219
26802 +proj=tmerc +lat_0=41.5 +lon_0=-85.75 +k=0.999909091 +x_0=152400.30480061 +y_0=0 +a=6378450.0475489 +b=6356826.62148844 +to_meter=0.304800609601219
26803 +proj=tmerc +lat_0=41.5 +lon_0=-88.75 +k=0.999909091 +x_0=152400.30480061 +y_0=0 +a=6378450.0475489 +b=6356826.62148844 +to_meter=0.304800609601219
26811 +proj=lcc +lat_0=44.7833333333333 +lon_0=-87 +lat_1=45.4833333333333 +lat_2=47.0833333333333 +x_0=609601.219202438 +y_0=0 +a=6378450.0475489 +b=6356826.62148844 +to_meter=0.304800609601219
26812 +proj=lcc +lat_0=43.3166666666667 +lon_0=-84.3333333333333 +lat_1=44.1833333333333 +lat_2=45.7 +x_0=609601.219202438 +y_0=0 +a=6378450.0475489 +b=6356826.62148844 +to_meter=0.304800609601219
26813 +proj=lcc +lat_0=41.5 +lon_0=-84.3333333333333 +lat_1=42.1 +lat_2=43.6666666666667 +x_0=609601.219202438 +y_0=0 +a=6378450.0475489 +b=6356826.62148844 +to_meter=0.304800609601219
26819 26830 26841 +proj=lcc +lat_0=46.5 +lon_0=-93.1 +lat_1=48.6333333333333 +lat_2=47.0333333333333 +x_0=800000.00001016 +y_0=99999.99998984 +ellps=WGS84
26820 26831 26842 +proj=lcc +lat_0=45 +lon_0=-94.25 +lat_1=47.05 +lat_2=45.6166666666667 +x_0=800000.00001016 +y_0=99999.99998984 +ellps=WGS84
26821 26832 26843 +proj=lcc +lat_0=43 +lon_0=-94 +lat_1=45.2166666666667 +lat_2=43.7833333333333 +x_0=800000.00001016 +y_0=99999.99998984 +ellps=WGS84
26822 26833 26844 +proj=lcc +lat_0=39.8333333333333 +lon_0=-100 +lat_1=43 +lat_2=40 +x_0=500000.00001016 +y_0=0 +ellps=WGS84
26823 26834 26845 +proj=lcc +lat_0=38.5 +lon_0=-79.5 +lat_1=40.25 +lat_2=39 +x_0=1968500 +y_0=0 +ellps=WGS84
26824 26835 26846 +proj=lcc +lat_0=37 +lon_0=-81 +lat_1=38.8833333333333 +lat_2=37.4833333333333 +x_0=1968500 +y_0=0 +ellps=WGS84
26979 +proj=lcc +lat_0=37.5 +lon_0=-84.25 +lat_1=37.9666666666667 +lat_2=37.9666666666667 +x_0=500000 +y_0=0 +ellps=WGS84
27037 +proj=utm +zone=37 +a=6378249.145 +rf=293.465
27038 +proj=utm +zone=38 +a=6378249.145 +rf=293.465
27039 +proj=utm +zone=39 +a=6378249.145 +rf=293.465 +towgs84=-291,-210,351
27040 +proj=utm +zone=40 +a=6378249.145 +rf=293.465 +towgs84=-250,-157,380
27120 +proj=utm +zone=20 +ellps=intl +towgs84=-2,374,172
27200 +proj=nzmg +lat_0=-41 +lon_0=173 +x_0=2510000 +y_0=6023150 +ellps=intl +towgs84=58,-19,186
27205 +proj=tmerc +lat_0=-36.8798652777778 +lon_0=174.764339361111 +k=0.9999 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=59,-22,186
27206 +proj=tmerc +lat_0=-37.7612498055556 +lon_0=176.46619725 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=60,-21,186
27207 +proj=tmerc +lat_0=-38.6247027777778 +lon_0=177.885636277778 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=60,-21,185
27208 +proj=tmerc +lat_0=-39.6509293055556 +lon_0=176.673680527778 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=60,-20,186
27209 +proj=tmerc +lat_0=-39.1357583055556 +lon_0=174.22801175 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=59,-20,186
27210 +proj=tmerc +lat_0=-39.5124703888889 +lon_0=175.640036805556 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=60,-20,186
27211 +proj=tmerc +lat_0=-40.2419471388889 +lon_0=175.488099611111 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=60,-20,186
27212 +proj=tmerc +lat_0=-40.9255326388889 +lon_0=175.647349666667 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=60,-19,186
27213 +proj=tmerc +lat_0=-41.3013196388889 +lon_0=174.776623111111 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=59,-19,186
27214 +proj=tmerc +lat_0=-40.7147590555556 +lon_0=172.6720465 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-19,186
27215 +proj=tmerc +lat_0=-41.2745447222222 +lon_0=173.299316805556 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=59,-19,186
27216 +proj=tmerc +lat_0=-41.2899115277778 +lon_0=172.109028194444 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-19,187
27217 +proj=tmerc +lat_0=-41.8108028611111 +lon_0=171.581260055556 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-19,187
27218 +proj=tmerc +lat_0=-42.3336942777778 +lon_0=171.549771305556 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-19,187
27219 +proj=tmerc +lat_0=-42.6891165833333 +lon_0=173.010133388889 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=59,-18,186
27220 +proj=tmerc +lat_0=-41.5444866666667 +lon_0=173.802074111111 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=59,-19,186
27221 +proj=tmerc +lat_0=-42.8863223611111 +lon_0=170.9799935 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-18,187
27222 +proj=tmerc +lat_0=-43.1101281388889 +lon_0=170.260925833333 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-18,187
27223 +proj=tmerc +lat_0=-43.9778028888889 +lon_0=168.606267 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=57,-17,187
27224 +proj=tmerc +lat_0=-43.5906375833333 +lon_0=172.727193583333 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-18,187
27225 +proj=tmerc +lat_0=-43.7487115555556 +lon_0=171.360748472222 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-18,187
27226 +proj=tmerc +lat_0=-44.4022203611111 +lon_0=171.057250833333 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-17,187
27227 +proj=tmerc +lat_0=-44.7352679722222 +lon_0=169.467755083333 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-17,187
27228 +proj=tmerc +lat_0=-45.1329025833333 +lon_0=168.398641194444 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=57,-17,187
27229 +proj=tmerc +lat_0=-45.5637261666667 +lon_0=167.738861777778 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=57,-16,187
27230 +proj=tmerc +lat_0=-45.8161966111111 +lon_0=170.628595166667 +k=1 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-17,187
27231 +proj=tmerc +lat_0=-45.8615133611111 +lon_0=170.282589111111 +k=0.99996 +x_0=300000 +y_0=700000 +ellps=intl +towgs84=58,-16,187
27232 +proj=tmerc +lat_0=-46.6000096111111 +lon_0=168.342872 +k=1 +x_0=300002.66 +y_0=699999.58 +ellps=intl +towgs84=57,-16,187
27258 +proj=utm +zone=58 +south +ellps=intl +towgs84=57,-17,188
27259 +proj=utm +zone=59 +south +ellps=intl +towgs84=58,-19,187
27260 +proj=utm +zone=60 +south +ellps=intl +towgs84=60,-20,186
27291 +proj=tmerc +lat_0=-39 +lon_0=175.5 +k=1 +x_0=274319.524384809 +y_0=365759.365846411 +ellps=intl +to_meter=0.914398414616029 +towgs84=59,-21,186
27292 +proj=tmerc +lat_0=-44 +lon_0=171.5 +k=1 +x_0=457199.207308014 +y_0=457199.207308014 +ellps=intl +to_meter=0.914398414616029 +towgs84=58,-18,187
27391 +proj=tmerc +lat_0=58 +lon_0=-4.66666666666667 +k=1 +x_0=0 +y_0=0 +a=6377492.018 +rf=299.1528128 +pm=oslo +towgs84=290,-219,486
27392 +proj=tmerc +lat_0=58 +lon_0=-2.33333333333333 +k=1 +x_0=0 +y_0=0 +a=6377492.018 +rf=299.1528128 +pm=oslo +towgs84=294,-218,491
27393 +proj=tmerc +lat_0=58 +lon_0=0 +k=1 +x_0=0 +y_0=0 +a=6377492.018 +rf=299.1528128 +pm=oslo +towgs84=297,-214,494
27394 +proj=tmerc +lat_0=58 +lon_0=2.5 +k=1 +x_0=0 +y_0=0 +a=6377492.018 +rf=299.1528128 +pm=oslo +towgs84=300,-212,498
27395 +proj=tmerc +lat_0=58 +lon_0=6.16666666666667 +k=1 +x_0=0 +y_0=0 +a=6377492.018 +rf=299.1528128 +pm=oslo +towgs84=302,-205,500
27396 +proj=tmerc +lat_0=58 +lon_0=10.1666666666667 +k=1 +x_0=0 +y_0=0 +a=6377492.018 +rf=299.1528128 +pm=oslo +towgs84=305,-201,504
27397 +proj=tmerc +lat_0=58 +lon_0=14.1666666666667 +k=1 +x_0=0 +y_0=0 +a=6377492.018 +rf=299.1528128 +pm=oslo +towgs84=309,-199,509
27398 +proj=tmerc +lat_0=58 +lon_0=18.3333333333333 +k=1 +x_0=0 +y_0=0 +a=6377492.018 +rf=299.1528128 +pm=oslo +towgs84=314,-196,514
27429 +proj=utm +zone=29 +ellps=intl +towgs84=-234,112,28
27492 27493 +proj=tmerc +lat_0=39.6666666666667 +lon_0=-8.13190611111111 +k=1 +x_0=180.598 +y_0=-86.99 +ellps=intl +towgs84=-234,112,28
27500 +proj=lcc +lat_1=49.5 +lat_0=49.5 +lon_0=5.4 +k_0=0.99950908 +x_0=500000 +y_0=300000 +a=6376523 +rf=308.64 +pm=2.33720833333333
27561 27591 +proj=lcc +lat_1=49.5 +lat_0=49.5 +lon_0=0 +k_0=0.999877341 +x_0=600000 +y_0=200000 +ellps=clrk80ign +pm=paris +towgs84=-168,-60,320
27562 27592 +proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=200000 +ellps=clrk80ign +pm=paris +towgs84=-168,-60,320
27563 27593 +proj=lcc +lat_1=44.1 +lat_0=44.1 +lon_0=0 +k_0=0.999877499 +x_0=600000 +y_0=200000 +ellps=clrk80ign +pm=paris +towgs84=-168,-60,320
27564 27594 +proj=lcc +lat_1=42.165 +lat_0=42.165 +lon_0=0 +k_0=0.99994471 +x_0=234.358 +y_0=185861.369 +ellps=clrk80ign +pm=paris +towgs84=-168,-60,320
27701 +proj=aeqd +lat_0=8.5 +lon_0=21.5 +x_0=5621452.02 +y_0=5990638.423 +ellps=WGS84
27702 +proj=aeqd +lat_0=-90 +lon_0=0 +x_0=3714266.977 +y_0=3402016.506 +ellps=WGS84
27703 +proj=aeqd +lat_0=47 +lon_0=94 +x_0=4340913.848 +y_0=4812712.923 +ellps=WGS84
27704 +proj=aeqd +lat_0=53 +lon_0=24 +x_0=5837287.82 +y_0=2121415.696 +ellps=WGS84
27705 +proj=aeqd +lat_0=52 +lon_0=-97.5 +x_0=8264722.177 +y_0=4867518.353 +ellps=WGS84
27706 +proj=aeqd +lat_0=-19.5 +lon_0=131.5 +x_0=6988408.536 +y_0=7654884.537 +ellps=WGS84
27707 +proj=aeqd +lat_0=-14 +lon_0=-60.5 +x_0=7257179.236 +y_0=5592024.446 +ellps=WGS84
28191 +proj=cass +lat_0=31.7340969444444 +lon_0=35.2120805555556 +x_0=170251.555 +y_0=126867.909 +a=6378300.789 +b=6356566.435 +towgs84=-168,-35,317
28192 +proj=tmerc +lat_0=31.7340969444444 +lon_0=35.2120805555556 +k=1 +x_0=170251.555 +y_0=1126867.909 +a=6378300.789 +b=6356566.435 +towgs84=-168,-35,317
28193 +proj=cass +lat_0=31.7340969444444 +lon_0=35.2120805555556 +x_0=170251.555 +y_0=1126867.909 +a=6378300.789 +b=6356566.435 +towgs84=-168,-33,316
28232 +proj=utm +zone=32 +south +ellps=clrk80ign +towgs84=-157,49,-291
28403 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=3500000 +y_0=0 +ellps=krass
28404 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=4500000 +y_0=0 +ellps=krass +towgs84=27,-128,-86
28405 +proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=5500000 +y_0=0 +ellps=krass +towgs84=27,-129,-85
28406 +proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=6500000 +y_0=0 +ellps=krass +towgs84=25,-130,-85
28407 +proj=tmerc +lat_0=0 +lon_0=39 +k=1 +x_0=7500000 +y_0=0 +ellps=krass +towgs84=24,-130,-85
28408 +proj=tmerc +lat_0=0 +lon_0=45 +k=1 +x_0=8500000 +y_0=0 +ellps=krass +towgs84=24,-132,-84
28409 +proj=tmerc +lat_0=0 +lon_0=51 +k=1 +x_0=9500000 +y_0=0 +ellps=krass +towgs84=23,-133,-82
28410 +proj=tmerc +lat_0=0 +lon_0=57 +k=1 +x_0=10500000 +y_0=0 +ellps=krass +towgs84=23,-134,-83
28411 +proj=tmerc +lat_0=0 +lon_0=63 +k=1 +x_0=11500000 +y_0=0 +ellps=krass +towgs84=22,-135,-82
28412 +proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=12500000 +y_0=0 +ellps=krass +towgs84=21,-136,-81
28413 +proj=tmerc +lat_0=0 +lon_0=75 +k=1 +x_0=13500000 +y_0=0 +ellps=krass +towgs84=21,-137,-80
28414 +proj=tmerc +lat_0=0 +lon_0=81 +k=1 +x_0=14500000 +y_0=0 +ellps=krass +towgs84=21,-139,-81
28415 +proj=tmerc +lat_0=0 +lon_0=87 +k=1 +x_0=15500000 +y_0=0 +ellps=krass +towgs84=23,-140,-80
28416 +proj=tmerc +lat_0=0 +lon_0=93 +k=1 +x_0=16500000 +y_0=0 +ellps=krass +towgs84=23,-141,-80
28417 +proj=tmerc +lat_0=0 +lon_0=99 +k=1 +x_0=17500000 +y_0=0 +ellps=krass +towgs84=23,-143,-79
28418 +proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=18500000 +y_0=0 +ellps=krass +towgs84=23,-144,-79
28419 +proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=19500000 +y_0=0 +ellps=krass +towgs84=23,-145,-78
28420 +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=20500000 +y_0=0 +ellps=krass +towgs84=23,-146,-78
28421 +proj=tmerc +lat_0=0 +lon_0=123 +k=1 +x_0=21500000 +y_0=0 +ellps=krass +towgs84=24,-147,-77
28422 +proj=tmerc +lat_0=0 +lon_0=129 +k=1 +x_0=22500000 +y_0=0 +ellps=krass +towgs84=23,-149,-76
28423 +proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=23500000 +y_0=0 +ellps=krass +towgs84=24,-150,-76
28424 +proj=tmerc +lat_0=0 +lon_0=141 +k=1 +x_0=24500000 +y_0=0 +ellps=krass +towgs84=26,-150,-76
28425 +proj=tmerc +lat_0=0 +lon_0=147 +k=1 +x_0=25500000 +y_0=0 +ellps=krass +towgs84=26,-151,-75
28426 +proj=tmerc +lat_0=0 +lon_0=153 +k=1 +x_0=26500000 +y_0=0 +ellps=krass +towgs84=28,-151,-75
28427 +proj=tmerc +lat_0=0 +lon_0=159 +k=1 +x_0=27500000 +y_0=0 +ellps=krass +towgs84=29,-151,-75
28428 +proj=tmerc +lat_0=0 +lon_0=165 +k=1 +x_0=28500000 +y_0=0 +ellps=krass +towgs84=30,-152,-75
28429 +proj=tmerc +lat_0=0 +lon_0=171 +k=1 +x_0=29500000 +y_0=0 +ellps=krass +towgs84=31,-152,-75
28430 +proj=tmerc +lat_0=0 +lon_0=177 +k=1 +x_0=30500000 +y_0=0 +ellps=krass +towgs84=33,-151,-75
28431 +proj=tmerc +lat_0=0 +lon_0=-177 +k=1 +x_0=31500000 +y_0=0 +ellps=krass +towgs84=34,-150,-76
28432 +proj=tmerc +lat_0=0 +lon_0=-171 +k=1 +x_0=32500000 +y_0=0 +ellps=krass +towgs84=35,-151,-75
28600 +proj=tmerc +lat_0=24.45 +lon_0=51.2166666666667 +k=0.99999 +x_0=200000 +y_0=300000 +ellps=intl +towgs84=-128,-284,21
28991 +proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=0 +y_0=0 +ellps=bessel +towgs84=577,25,458
29100 +proj=poly +lat_0=0 +lon_0=-54 +x_0=5000000 +y_0=10000000 +ellps=GRS67
29101 +proj=poly +lat_0=0 +lon_0=-54 +x_0=5000000 +y_0=10000000 +ellps=aust_SA +towgs84=-67,4,-39
29122 +proj=utm +zone=22 +ellps=GRS67
29168 +proj=utm +zone=18 +ellps=aust_SA +towgs84=-46,-10,-35
29169 +proj=utm +zone=19 +ellps=aust_SA +towgs84=-68,30,-39
29170 +proj=utm +zone=20 +ellps=aust_SA +towgs84=-71,30,-39
29171 +proj=utm +zone=21 +ellps=aust_SA +towgs84=-44,-29,-36
29172 +proj=utm +zone=22 +ellps=aust_SA +towgs84=-67,4,-38
29181 +proj=utm +zone=21 +south +ellps=GRS67
29182 +proj=utm +zone=22 +south +ellps=GRS67
29183 +proj=utm +zone=23 +south +ellps=GRS67
29184 +proj=utm +zone=24 +south +ellps=GRS67
29185 +proj=utm +zone=25 +south +ellps=GRS67
29187 +proj=utm +zone=17 +south +ellps=aust_SA +towgs84=-56,7,-43
29188 +proj=utm +zone=18 +south +ellps=aust_SA +towgs84=-59,-3,-43
29189 +proj=utm +zone=19 +south +ellps=aust_SA +towgs84=-65,2,-40
29190 +proj=utm +zone=20 +south +ellps=aust_SA +towgs84=-64,-1,-39
29220 +proj=utm +zone=20 +south +ellps=intl
29221 +proj=utm +zone=21 +south +ellps=intl +towgs84=-355,21,72
29333 +proj=utm +zone=33 +south +ellps=bess_nam +towgs84=616,97,-251
29371 +proj=tmerc +axis=wsu +lat_0=-22 +lon_0=11 +k=1 +x_0=0 +y_0=0 +ellps=bess_nam +to_meter=1.0000135965 +towgs84=616,97,-251
29373 +proj=tmerc +axis=wsu +lat_0=-22 +lon_0=13 +k=1 +x_0=0 +y_0=0 +ellps=bess_nam +to_meter=1.0000135965 +towgs84=616,97,-251
29375 +proj=tmerc +axis=wsu +lat_0=-22 +lon_0=15 +k=1 +x_0=0 +y_0=0 +ellps=bess_nam +to_meter=1.0000135965 +towgs84=616,97,-251
29377 +proj=tmerc +axis=wsu +lat_0=-22 +lon_0=17 +k=1 +x_0=0 +y_0=0 +ellps=bess_nam +to_meter=1.0000135965 +towgs84=616,97,-251
29379 +proj=tmerc +axis=wsu +lat_0=-22 +lon_0=19 +k=1 +x_0=0 +y_0=0 +ellps=bess_nam +to_meter=1.0000135965 +towgs84=616,97,-251
29381 +proj=tmerc +axis=wsu +lat_0=-22 +lon_0=21 +k=1 +x_0=0 +y_0=0 +ellps=bess_nam +to_meter=1.0000135965 +towgs84=616,97,-251
29383 +proj=tmerc +axis=wsu +lat_0=-22 +lon_0=23 +k=1 +x_0=0 +y_0=0 +ellps=bess_nam +to_meter=1.0000135965 +towgs84=616,97,-251
29385 +proj=tmerc +axis=wsu +lat_0=-22 +lon_0=25 +k=1 +x_0=0 +y_0=0 +ellps=bess_nam +to_meter=1.0000135965 +towgs84=616,97,-251
29700 29702 +proj=omerc +lat_0=-18.9 +lonc=44.1 +alpha=18.9 +gamma=18.9 +k=0.9995 +x_0=400000 +y_0=800000 +ellps=intl +pm=paris +towgs84=-198,-241,-108
29738 +proj=utm +zone=38 +south +ellps=intl +towgs84=-198,-241,-108
29739 +proj=utm +zone=39 +south +ellps=intl +towgs84=-198,-241,-108
29849 +proj=utm +zone=49 +ellps=evrstSS +towgs84=-679,670,-48
29850 +proj=utm +zone=50 +ellps=evrstSS +towgs84=-680,670,-48
29871 +proj=omerc +lat_0=4 +lonc=115 +alpha=53.3158204722222 +gamma=53.1301023611111 +k=0.99984 +x_0=590476.87146304 +y_0=442857.653094361 +ellps=evrstSS +to_meter=20.1167651215526 +towgs84=-679,669,-48
29872 +proj=omerc +lat_0=4 +lonc=115 +alpha=53.3158204722222 +gamma=53.1301023611111 +k=0.99984 +x_0=590476.872743198 +y_0=442857.654557398 +ellps=evrstSS +to_meter=0.304799471538676 +towgs84=-679,669,-48
29873 +proj=omerc +lat_0=4 +lonc=115 +alpha=53.3158204722222 +gamma=53.1301023611111 +k=0.99984 +x_0=590476.87 +y_0=442857.65 +ellps=evrstSS +towgs84=-679,669,-48
29874 +proj=omerc +no_uoff +lat_0=4 +lonc=115 +alpha=53.3158204722222 +gamma=53.1301023611111 +k=0.99984 +x_0=2000000 +y_0=5000000 +ellps=evrstSS +towgs84=-679,669,-48
29900 29902 29903 +proj=tmerc +lat_0=53.5 +lon_0=-8 +k=1.000035 +x_0=200000 +y_0=250000 +a=6377340.189 +rf=299.3249646 +towgs84=476,-116,571
29901 +proj=tmerc +lat_0=53.5 +lon_0=-8 +k=1 +x_0=200000 +y_0=250000 +ellps=airy +towgs84=476,-116,570
30161 +proj=tmerc +lat_0=33 +lon_0=129.5 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-125,480,661
30162 +proj=tmerc +lat_0=33 +lon_0=131 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-125,482,660
30163 +proj=tmerc +lat_0=36 +lon_0=132.166666666667 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30164 +proj=tmerc +lat_0=33 +lon_0=133.5 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30165 +proj=tmerc +lat_0=36 +lon_0=134.333333333333 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30166 +proj=tmerc +lat_0=36 +lon_0=136 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30167 +proj=tmerc +lat_0=36 +lon_0=137.166666666667 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30168 +proj=tmerc +lat_0=36 +lon_0=138.5 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30169 +proj=tmerc +lat_0=36 +lon_0=139.833333333333 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30170 +proj=tmerc +lat_0=40 +lon_0=140.833333333333 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30171 +proj=tmerc +lat_0=44 +lon_0=140.25 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30172 +proj=tmerc +lat_0=44 +lon_0=142.25 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30173 +proj=tmerc +lat_0=44 +lon_0=144.25 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30174 +proj=tmerc +lat_0=26 +lon_0=142 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30175 +proj=tmerc +lat_0=26 +lon_0=127.5 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30176 +proj=tmerc +lat_0=26 +lon_0=124 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30177 +proj=tmerc +lat_0=26 +lon_0=131 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146,507,681
30178 +proj=tmerc +lat_0=20 +lon_0=136 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=303,74,448
30179 +proj=tmerc +lat_0=26 +lon_0=154 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=347,266,433
30200 +proj=cass +lat_0=10.4416666666667 +lon_0=-61.3333333333333 +x_0=86501.46392052 +y_0=65379.0134283 +a=6378293.64520876 +b=6356617.98767984 +to_meter=0.201166195164 +towgs84=-62,284,472
30339 +proj=utm +zone=39 +ellps=helmert
30340 +proj=utm +zone=40 +ellps=helmert
30491 +proj=lcc +lat_1=36 +lat_0=36 +lon_0=2.7 +k_0=0.999625544 +x_0=500000 +y_0=300000 +ellps=clrk80ign +towgs84=-73,-247,227
30492 +proj=lcc +lat_1=33.3 +lat_0=33.3 +lon_0=2.7 +k_0=0.999625769 +x_0=500000 +y_0=300000 +ellps=clrk80ign +towgs84=-73,-247,227
30493 +proj=lcc +lat_1=36 +lat_0=36 +lon_0=2.7 +k_0=0.999625544 +x_0=500000 +y_0=300000 +ellps=clrk80ign
30494 +proj=lcc +lat_1=33.3 +lat_0=33.3 +lon_0=2.7 +k_0=0.999625769 +x_0=500000 +y_0=300000 +ellps=clrk80ign
30591 +proj=lcc +lat_1=36 +lat_0=36 +lon_0=2.7 +k_0=0.999625544 +x_0=500135 +y_0=300090 +a=6378249.145 +rf=293.465 +towgs84=-123,-206,219
30729 +proj=utm +zone=29 +a=6378249.145 +rf=293.465 +towgs84=-192,-79,296
30730 +proj=utm +zone=30 +a=6378249.145 +rf=293.465 +towgs84=-185,-79,296
30731 +proj=utm +zone=31 +a=6378249.145 +rf=293.465 +towgs84=-182,-79,294
30732 +proj=utm +zone=32 +a=6378249.145 +rf=293.465 +towgs84=-178,-78,296
30791 +proj=lcc +lat_1=36 +lat_0=36 +lon_0=2.7 +k_0=0.999625544 +x_0=500135 +y_0=300090 +a=6378249.145 +rf=293.465 +towgs84=-165,-76,307
30792 +proj=lcc +lat_1=33.3 +lat_0=33.3 +lon_0=2.7 +k_0=0.999625769 +x_0=500135 +y_0=300090 +a=6378249.145 +rf=293.465 +towgs84=-172,-77,302
31028 +proj=utm +zone=28 +ellps=clrk80ign +towgs84=-30,190,89
31121 +proj=utm +zone=21 +ellps=intl +towgs84=-265,120,-358
31154 +proj=tmerc +lat_0=0 +lon_0=-54 +k=0.9996 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-265,120,-358
31170 +proj=tmerc +lat_0=0 +lon_0=-55.6833333333333 +k=0.9996 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-265,120,-358
31171 +proj=tmerc +lat_0=0 +lon_0=-55.6833333333333 +k=0.9999 +x_0=500000 +y_0=0 +ellps=intl +towgs84=-265,120,-358
31251 +proj=tmerc +lat_0=0 +lon_0=28 +k=1 +x_0=0 +y_0=-5000000 +ellps=bessel +pm=ferro +towgs84=590,84,453
31252 +proj=tmerc +lat_0=0 +lon_0=31 +k=1 +x_0=0 +y_0=-5000000 +ellps=bessel +pm=ferro +towgs84=585,81,459
31253 +proj=tmerc +lat_0=0 +lon_0=34 +k=1 +x_0=0 +y_0=-5000000 +ellps=bessel +pm=ferro +towgs84=581,79,464
31254 +proj=tmerc +lat_0=0 +lon_0=10.3333333333333 +k=1 +x_0=0 +y_0=-5000000 +ellps=bessel +towgs84=590,84,453
31255 +proj=tmerc +lat_0=0 +lon_0=13.3333333333333 +k=1 +x_0=0 +y_0=-5000000 +ellps=bessel +towgs84=585,81,459
31256 +proj=tmerc +lat_0=0 +lon_0=16.3333333333333 +k=1 +x_0=0 +y_0=-5000000 +ellps=bessel +towgs84=579,78,462
31257 +proj=tmerc +lat_0=0 +lon_0=10.3333333333333 +k=1 +x_0=150000 +y_0=-5000000 +ellps=bessel +towgs84=590,84,453
31258 +proj=tmerc +lat_0=0 +lon_0=13.3333333333333 +k=1 +x_0=450000 +y_0=-5000000 +ellps=bessel +towgs84=585,81,459
31259 +proj=tmerc +lat_0=0 +lon_0=16.3333333333333 +k=1 +x_0=750000 +y_0=-5000000 +ellps=bessel +towgs84=579,78,462
31265 +proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=5500000 +y_0=0 +ellps=bessel +towgs84=579,91,462
31266 +proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=6500000 +y_0=0 +ellps=bessel
31267 +proj=tmerc +lat_0=0 +lon_0=21 +k=1 +x_0=7500000 +y_0=0 +ellps=bessel
31268 +proj=tmerc +lat_0=0 +lon_0=24 +k=1 +x_0=8500000 +y_0=0 +ellps=bessel
31275 +proj=tmerc +lat_0=0 +lon_0=15 +k=0.9999 +x_0=5500000 +y_0=0 +ellps=bessel +towgs84=579,91,462
31276 +proj=tmerc +lat_0=0 +lon_0=18 +k=0.9999 +x_0=6500000 +y_0=0 +ellps=bessel
31277 31278 +proj=tmerc +lat_0=0 +lon_0=21 +k=0.9999 +x_0=7500000 +y_0=0 +ellps=bessel
31279 +proj=tmerc +lat_0=0 +lon_0=24 +k=0.9999 +x_0=8500000 +y_0=0 +ellps=bessel
31281 31291 +proj=tmerc +lat_0=0 +lon_0=28 +k=1 +x_0=0 +y_0=0 +ellps=bessel +pm=ferro +towgs84=590,84,453
31282 +proj=tmerc +lat_0=0 +lon_0=31 +k=1 +x_0=0 +y_0=0 +ellps=bessel +pm=ferro +towgs84=585,81,459
31283 +proj=tmerc +lat_0=0 +lon_0=34 +k=1 +x_0=0 +y_0=0 +ellps=bessel +pm=ferro +towgs84=581,79,464
31284 31294 +proj=tmerc +lat_0=0 +lon_0=10.3333333333333 +k=1 +x_0=150000 +y_0=0 +ellps=bessel +towgs84=590,84,453
31285 31295 +proj=tmerc +lat_0=0 +lon_0=13.3333333333333 +k=1 +x_0=450000 +y_0=0 +ellps=bessel +towgs84=585,81,459
31286 31296 +proj=tmerc +lat_0=0 +lon_0=16.3333333333333 +k=1 +x_0=750000 +y_0=0 +ellps=bessel +towgs84=579,78,462
31287 31297 +proj=lcc +lat_0=47.5 +lon_0=13.3333333333333 +lat_1=49 +lat_2=46 +x_0=400000 +y_0=400000 +ellps=bessel +towgs84=586,81,459
31288 +proj=tmerc +lat_0=0 +lon_0=28 +k=1 +x_0=150000 +y_0=0 +ellps=bessel +pm=ferro +towgs84=590,84,453
31289 +proj=tmerc +lat_0=0 +lon_0=31 +k=1 +x_0=450000 +y_0=0 +ellps=bessel +pm=ferro +towgs84=585,81,459
31290 +proj=tmerc +lat_0=0 +lon_0=34 +k=1 +x_0=750000 +y_0=0 +ellps=bessel +pm=ferro +towgs84=581,79,464
31292 +proj=tmerc +lat_0=0 +lon_0=31 +k=1 +x_0=0 +y_0=0 +ellps=bessel +pm=ferro +towgs84=581,79,464
31293 +proj=tmerc +lat_0=0 +lon_0=34 +k=1 +x_0=0 +y_0=0 +ellps=bessel +pm=ferro +towgs84=585,81,459
31300 +proj=lcc +lat_0=90 +lon_0=4.35693972222222 +lat_1=49.8333333333333 +lat_2=51.1666666666667 +x_0=150000.01256 +y_0=5400088.4378 +ellps=intl +towgs84=-121,80,-94
31600 +proj=sterea +lat_0=45.9 +lon_0=25.3924658888889 +k=0.9996667 +x_0=500000 +y_0=500000 +ellps=intl +towgs84=103,-100,-307
31700 +proj=sterea +lat_0=46 +lon_0=25 +k=0.99975 +x_0=500000 +y_0=500000 +ellps=krass
31900 +proj=tmerc +lat_0=0 +lon_0=48 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-25,7,-1
31901 +proj=tmerc +lat_0=0 +lon_0=48 +k=1 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-25,7,-1
31983 31998 32723 +proj=utm +zone=23 +south +ellps=WGS84
31984 31999 32724 +proj=utm +zone=24 +south +ellps=WGS84
31985 32000 32725 +proj=utm +zone=25 +south +ellps=WGS84
32001 +proj=lcc +lat_0=47 +lon_0=-109.5 +lat_1=48.7166666666667 +lat_2=47.85 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32002 +proj=lcc +lat_0=45.8333333333333 +lon_0=-109.5 +lat_1=47.8833333333333 +lat_2=46.45 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32003 +proj=lcc +lat_0=44 +lon_0=-109.5 +lat_1=46.4 +lat_2=44.8666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32005 +proj=lcc +lat_0=41.3333333333333 +lon_0=-100 +lat_1=41.85 +lat_2=42.8166666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32006 +proj=lcc +lat_0=39.6666666666667 +lon_0=-99.5 +lat_1=40.2833333333333 +lat_2=41.7166666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32007 +proj=tmerc +lat_0=34.75 +lon_0=-115.583333333333 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32008 +proj=tmerc +lat_0=34.75 +lon_0=-116.666666666667 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32009 +proj=tmerc +lat_0=34.75 +lon_0=-118.583333333333 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32010 +proj=tmerc +lat_0=42.5 +lon_0=-71.6666666666667 +k=0.999966667 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-70,314,31
32011 +proj=tmerc +lat_0=38.8333333333333 +lon_0=-74.6666666666667 +k=0.999975 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32012 +proj=tmerc +lat_0=31 +lon_0=-104.333333333333 +k=0.999909091 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32013 +proj=tmerc +lat_0=31 +lon_0=-106.25 +k=0.9999 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32014 +proj=tmerc +lat_0=31 +lon_0=-107.833333333333 +k=0.999916667 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32015 +proj=tmerc +lat_0=40 +lon_0=-74.3333333333333 +k=0.999966667 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-56,313,33
32016 +proj=tmerc +lat_0=40 +lon_0=-76.5833333333333 +k=0.9999375 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-59,349,-1
32017 +proj=tmerc +lat_0=40 +lon_0=-78.5833333333333 +k=0.9999375 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-39,301,46
32018 +proj=lcc +lat_0=40.5 +lon_0=-74 +lat_1=41.0333333333333 +lat_2=40.6666666666667 +x_0=304800.609601219 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32019 +proj=lcc +lat_0=33.75 +lon_0=-79 +lat_1=34.3333333333333 +lat_2=36.1666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32020 +proj=lcc +lat_0=47 +lon_0=-100.5 +lat_1=47.4333333333333 +lat_2=48.7333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32021 +proj=lcc +lat_0=45.6666666666667 +lon_0=-100.5 +lat_1=46.1833333333333 +lat_2=47.4833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32022 +proj=lcc +lat_0=39.6666666666667 +lon_0=-82.5 +lat_1=40.4333333333333 +lat_2=41.7 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32023 +proj=lcc +lat_0=38 +lon_0=-82.5 +lat_1=38.7333333333333 +lat_2=40.0333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32024 +proj=lcc +lat_0=35 +lon_0=-98 +lat_1=35.5666666666667 +lat_2=36.7666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32025 +proj=lcc +lat_0=33.3333333333333 +lon_0=-98 +lat_1=33.9333333333333 +lat_2=35.2333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32026 +proj=lcc +lat_0=43.6666666666667 +lon_0=-120.5 +lat_1=44.3333333333333 +lat_2=46 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32027 +proj=lcc +lat_0=41.6666666666667 +lon_0=-120.5 +lat_1=42.3333333333333 +lat_2=44 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32028 +proj=lcc +lat_0=40.1666666666667 +lon_0=-77.75 +lat_1=40.8833333333333 +lat_2=41.95 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32029 +proj=lcc +lat_0=39.3333333333333 +lon_0=-77.75 +lat_1=39.9333333333333 +lat_2=40.8 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32030 +proj=tmerc +lat_0=41.0833333333333 +lon_0=-71.5 +k=0.9999938 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32031 +proj=lcc +lat_0=33 +lon_0=-81 +lat_1=33.7666666666667 +lat_2=34.9666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32033 +proj=lcc +lat_0=31.8333333333333 +lon_0=-81 +lat_1=32.3333333333333 +lat_2=33.6666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32034 +proj=lcc +lat_0=43.8333333333333 +lon_0=-100 +lat_1=44.4166666666667 +lat_2=45.6833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32035 +proj=lcc +lat_0=42.3333333333333 +lon_0=-100.333333333333 +lat_1=42.8333333333333 +lat_2=44.4 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32036 +proj=lcc +lat_0=34.6666666666667 +lon_0=-86 +lat_1=35.25 +lat_2=36.4166666666667 +x_0=30480.0609601219 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32038 +proj=lcc +lat_0=31.6666666666667 +lon_0=-97.5 +lat_1=32.1333333333333 +lat_2=33.9666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32039 +proj=lcc +lat_0=29.6666666666667 +lon_0=-100.333333333333 +lat_1=30.1166666666667 +lat_2=31.8833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32040 +proj=lcc +lat_0=27.8333333333333 +lon_0=-99 +lat_1=28.3833333333333 +lat_2=30.2833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32041 +proj=lcc +lat_0=25.6666666666667 +lon_0=-98.5 +lat_1=26.1666666666667 +lat_2=27.8333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32042 +proj=lcc +lat_0=40.3333333333333 +lon_0=-111.5 +lat_1=40.7166666666667 +lat_2=41.7833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32043 +proj=lcc +lat_0=38.3333333333333 +lon_0=-111.5 +lat_1=39.0166666666667 +lat_2=40.65 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32044 +proj=lcc +lat_0=36.6666666666667 +lon_0=-111.5 +lat_1=37.2166666666667 +lat_2=38.35 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32045 +proj=tmerc +lat_0=42.5 +lon_0=-72.5 +k=0.999964286 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-71,323,23
32046 +proj=lcc +lat_0=37.6666666666667 +lon_0=-78.5 +lat_1=38.0333333333333 +lat_2=39.2 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32047 +proj=lcc +lat_0=36.3333333333333 +lon_0=-78.5 +lat_1=36.7666666666667 +lat_2=37.9666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32048 +proj=lcc +lat_0=47 +lon_0=-120.833333333333 +lat_1=47.5 +lat_2=48.7333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32049 +proj=lcc +lat_0=45.3333333333333 +lon_0=-120.5 +lat_1=45.8333333333333 +lat_2=47.3333333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32050 +proj=lcc +lat_0=38.5 +lon_0=-79.5 +lat_1=39 +lat_2=40.25 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32051 +proj=lcc +lat_0=37 +lon_0=-81 +lat_1=37.4833333333333 +lat_2=38.8833333333333 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32052 +proj=lcc +lat_0=45.1666666666667 +lon_0=-90 +lat_1=45.5666666666667 +lat_2=46.7666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32053 +proj=lcc +lat_0=43.8333333333333 +lon_0=-90 +lat_1=44.25 +lat_2=45.5 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32054 +proj=lcc +lat_0=42 +lon_0=-90 +lat_1=42.7333333333333 +lat_2=44.0666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219
32055 +proj=tmerc +lat_0=40.6666666666667 +lon_0=-105.166666666667 +k=0.999941177 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32056 +proj=tmerc +lat_0=40.6666666666667 +lon_0=-107.333333333333 +k=0.999941177 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32057 +proj=tmerc +lat_0=40.6666666666667 +lon_0=-108.75 +k=0.999941177 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32058 +proj=tmerc +lat_0=40.6666666666667 +lon_0=-110.083333333333 +k=0.999941177 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32059 +proj=lcc +lat_0=17.8333333333333 +lon_0=-66.4333333333333 +lat_1=18.0333333333333 +lat_2=18.4333333333333 +x_0=152400.30480061 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-3,142,183
32060 +proj=lcc +lat_0=17.8333333333333 +lon_0=-66.4333333333333 +lat_1=18.0333333333333 +lat_2=18.4333333333333 +x_0=152400.30480061 +y_0=30480.0609601219 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-3,142,183
32062 +proj=lcc +lat_1=14.9 +lat_0=14.9 +lon_0=-90.3333333333333 +k_0=0.99989906 +x_0=500000 +y_0=325992.681 +ellps=clrk66 +towgs84=0,125,194
32064 32074 +proj=tmerc +lat_0=0 +lon_0=-99 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32065 32075 +proj=tmerc +lat_0=0 +lon_0=-93 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32066 +proj=tmerc +lat_0=0 +lon_0=-87 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,160,176
32067 +proj=tmerc +lat_0=0 +lon_0=-81 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-10,169,171
32076 +proj=tmerc +lat_0=0 +lon_0=-87 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,167,172
32077 +proj=tmerc +lat_0=0 +lon_0=-81 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-11,181,165
32081 +proj=tmerc +lat_0=0 +lon_0=-53 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66 +towgs84=-22,160,190
32082 +proj=tmerc +lat_0=0 +lon_0=-56 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66 +towgs84=-22,160,190
32083 +proj=tmerc +lat_0=0 +lon_0=-58.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66 +towgs84=-22,160,190
32084 +proj=tmerc +lat_0=0 +lon_0=-61.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66 +towgs84=10,138,224
32085 +proj=tmerc +lat_0=0 +lon_0=-64.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66 +towgs84=4,159,188
32086 +proj=tmerc +lat_0=0 +lon_0=-67.5 +k=0.9999 +x_0=304800 +y_0=0 +ellps=clrk66 +towgs84=4,159,188
32098 +proj=lcc +lat_0=44 +lon_0=-68.5 +lat_1=60 +lat_2=46 +x_0=0 +y_0=0 +ellps=clrk66 +towgs84=4,136,223
32099 +proj=lcc +lat_0=25.6666666666667 +lon_0=-91.3333333333333 +lat_1=27.8333333333333 +lat_2=26.1666666666667 +x_0=609601.219202438 +y_0=0 +ellps=clrk66 +to_meter=0.304800609601219 +towgs84=-8,159,175
32159 +proj=lcc +lat_0=41 +lon_0=-107.5 +lat_1=41 +lat_2=45 +x_0=500000 +y_0=200000 +ellps=WGS84
32164 32664 +proj=tmerc +lat_0=0 +lon_0=-99 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
32165 32665 +proj=tmerc +lat_0=0 +lon_0=-93 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
32166 32666 +proj=tmerc +lat_0=0 +lon_0=-87 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
32167 32667 +proj=tmerc +lat_0=0 +lon_0=-81 +k=0.9996 +x_0=500000.001016002 +y_0=0 +ellps=WGS84 +to_meter=0.304800609601219
32199 +proj=lcc +lat_0=25.5 +lon_0=-91.3333333333333 +lat_1=27.8333333333333 +lat_2=26.1666666666667 +x_0=1000000 +y_0=0 +ellps=WGS84
32201 +proj=utm +zone=1 +ellps=WGS72 +towgs84=1,-12,4
32202 +proj=utm +zone=2 +ellps=WGS72 +towgs84=2,-12,4
32203 +proj=utm +zone=3 +ellps=WGS72 +towgs84=3,-11,4
32204 +proj=utm +zone=4 +ellps=WGS72 +towgs84=4,-11,4
32205 +proj=utm +zone=5 +ellps=WGS72 +towgs84=5,-10,4
32206 +proj=utm +zone=6 +ellps=WGS72 +towgs84=6,-10,4
32207 +proj=utm +zone=7 +ellps=WGS72 +towgs84=7,-9,4
32208 +proj=utm +zone=8 +ellps=WGS72 +towgs84=8,-8,4
32209 +proj=utm +zone=9 +ellps=WGS72 +towgs84=9,-7,4
32210 +proj=utm +zone=10 +ellps=WGS72 +towgs84=10,-6,4
32211 +proj=utm +zone=11 +ellps=WGS72 +towgs84=10,-5,4
32212 +proj=utm +zone=12 +ellps=WGS72 +towgs84=11,-4,4
32213 +proj=utm +zone=13 +ellps=WGS72 +towgs84=11,-3,4
32214 +proj=utm +zone=14 +ellps=WGS72 +towgs84=12,-2,4
32215 +proj=utm +zone=15 +ellps=WGS72 +towgs84=12,-1,4
32216 +proj=utm +zone=16 +ellps=WGS72 +towgs84=12,1,4
32217 +proj=utm +zone=17 +ellps=WGS72 +towgs84=12,2,4
32218 +proj=utm +zone=18 +ellps=WGS72 +towgs84=11,3,4
32219 +proj=utm +zone=19 +ellps=WGS72 +towgs84=11,4,4
32220 +proj=utm +zone=20 +ellps=WGS72 +towgs84=10,5,4
32221 +proj=utm +zone=21 +ellps=WGS72 +towgs84=10,6,4
32222 +proj=utm +zone=22 +ellps=WGS72 +towgs84=9,7,4
32223 +proj=utm +zone=23 +ellps=WGS72 +towgs84=8,8,4
32224 +proj=utm +zone=24 +ellps=WGS72 +towgs84=7,9,4
32225 +proj=utm +zone=25 +ellps=WGS72 +towgs84=6,10,4
32226 +proj=utm +zone=26 +ellps=WGS72 +towgs84=5,10,4
32227 +proj=utm +zone=27 +ellps=WGS72 +towgs84=4,11,4
32228 +proj=utm +zone=28 +ellps=WGS72 +towgs84=3,11,4
32229 +proj=utm +zone=29 +ellps=WGS72 +towgs84=2,12,4
32230 +proj=utm +zone=30 +ellps=WGS72 +towgs84=1,12,4
32231 +proj=utm +zone=31 +ellps=WGS72 +towgs84=-1,12,4
32232 +proj=utm +zone=32 +ellps=WGS72 +towgs84=-2,12,4
32233 +proj=utm +zone=33 +ellps=WGS72 +towgs84=-3,11,4
32234 +proj=utm +zone=34 +ellps=WGS72 +towgs84=-4,11,4
32235 +proj=utm +zone=35 +ellps=WGS72 +towgs84=-5,10,4
32236 +proj=utm +zone=36 +ellps=WGS72 +towgs84=-6,10,4
32237 +proj=utm +zone=37 +ellps=WGS72 +towgs84=-7,9,4
32238 +proj=utm +zone=38 +ellps=WGS72 +towgs84=-8,8,4
32239 +proj=utm +zone=39 +ellps=WGS72 +towgs84=-9,7,4
32240 +proj=utm +zone=40 +ellps=WGS72 +towgs84=-10,6,4
32241 +proj=utm +zone=41 +ellps=WGS72 +towgs84=-10,5,4
32242 +proj=utm +zone=42 +ellps=WGS72 +towgs84=-11,4,4
32243 +proj=utm +zone=43 +ellps=WGS72 +towgs84=-11,3,4
32244 +proj=utm +zone=44 +ellps=WGS72 +towgs84=-12,2,4
32245 +proj=utm +zone=45 +ellps=WGS72 +towgs84=-12,1,4
32246 +proj=utm +zone=46 +ellps=WGS72 +towgs84=-12,-1,4
32247 +proj=utm +zone=47 +ellps=WGS72 +towgs84=-12,-2,4
32248 +proj=utm +zone=48 +ellps=WGS72 +towgs84=-11,-3,4
32249 +proj=utm +zone=49 +ellps=WGS72 +towgs84=-11,-4,4
32250 +proj=utm +zone=50 +ellps=WGS72 +towgs84=-10,-5,4
32251 +proj=utm +zone=51 +ellps=WGS72 +towgs84=-10,-6,4
32252 +proj=utm +zone=52 +ellps=WGS72 +towgs84=-9,-7,4
32253 +proj=utm +zone=53 +ellps=WGS72 +towgs84=-8,-8,4
32254 +proj=utm +zone=54 +ellps=WGS72 +towgs84=-7,-9,4
32255 +proj=utm +zone=55 +ellps=WGS72 +towgs84=-6,-10,4
32256 +proj=utm +zone=56 +ellps=WGS72 +towgs84=-5,-10,4
32257 +proj=utm +zone=57 +ellps=WGS72 +towgs84=-4,-11,4
32258 +proj=utm +zone=58 +ellps=WGS72 +towgs84=-3,-11,4
32259 +proj=utm +zone=59 +ellps=WGS72 +towgs84=-2,-12,4
32260 +proj=utm +zone=60 +ellps=WGS72 +towgs84=-1,-12,4
32301 +proj=utm +zone=1 +south +ellps=WGS72 +towgs84=1,-12,5
32302 +proj=utm +zone=2 +south +ellps=WGS72 +towgs84=2,-12,5
32303 +proj=utm +zone=3 +south +ellps=WGS72 +towgs84=3,-12,5
32304 +proj=utm +zone=4 +south +ellps=WGS72 +towgs84=4,-11,5
32305 +proj=utm +zone=5 +south +ellps=WGS72 +towgs84=6,-11,5
32306 +proj=utm +zone=6 +south +ellps=WGS72 +towgs84=7,-10,5
32307 +proj=utm +zone=7 +south +ellps=WGS72 +towgs84=8,-9,5
32308 +proj=utm +zone=8 +south +ellps=WGS72 +towgs84=9,-9,5
32309 +proj=utm +zone=9 +south +ellps=WGS72 +towgs84=9,-8,5
32310 +proj=utm +zone=10 +south +ellps=WGS72 +towgs84=10,-7,5
32311 +proj=utm +zone=11 +south +ellps=WGS72 +towgs84=11,-6,5
32312 +proj=utm +zone=12 +south +ellps=WGS72 +towgs84=11,-4,5
32313 +proj=utm +zone=13 +south +ellps=WGS72 +towgs84=12,-3,5
32314 +proj=utm +zone=14 +south +ellps=WGS72 +towgs84=12,-2,5
32315 +proj=utm +zone=15 +south +ellps=WGS72 +towgs84=12,-1,5
32316 +proj=utm +zone=16 +south +ellps=WGS72 +towgs84=12,1,5
32317 +proj=utm +zone=17 +south +ellps=WGS72 +towgs84=12,2,5
32318 +proj=utm +zone=18 +south +ellps=WGS72 +towgs84=12,3,5
32319 +proj=utm +zone=19 +south +ellps=WGS72 +towgs84=11,4,5
32320 +proj=utm +zone=20 +south +ellps=WGS72 +towgs84=11,6,5
32321 +proj=utm +zone=21 +south +ellps=WGS72 +towgs84=10,7,5
32322 +proj=utm +zone=22 +south +ellps=WGS72 +towgs84=9,8,5
32323 +proj=utm +zone=23 +south +ellps=WGS72 +towgs84=9,9,5
32324 +proj=utm +zone=24 +south +ellps=WGS72 +towgs84=8,9,5
32325 +proj=utm +zone=25 +south +ellps=WGS72 +towgs84=7,10,5
32326 +proj=utm +zone=26 +south +ellps=WGS72 +towgs84=6,11,5
32327 +proj=utm +zone=27 +south +ellps=WGS72 +towgs84=4,11,5
32328 +proj=utm +zone=28 +south +ellps=WGS72 +towgs84=3,12,5
32329 +proj=utm +zone=29 +south +ellps=WGS72 +towgs84=2,12,5
32330 +proj=utm +zone=30 +south +ellps=WGS72 +towgs84=1,12,5
32331 +proj=utm +zone=31 +south +ellps=WGS72 +towgs84=-1,12,5
32332 +proj=utm +zone=32 +south +ellps=WGS72 +towgs84=-2,12,5
32333 +proj=utm +zone=33 +south +ellps=WGS72 +towgs84=-3,12,5
32334 +proj=utm +zone=34 +south +ellps=WGS72 +towgs84=-4,11,5
32335 +proj=utm +zone=35 +south +ellps=WGS72 +towgs84=-6,11,5
32336 +proj=utm +zone=36 +south +ellps=WGS72 +towgs84=-7,10,5
32337 +proj=utm +zone=37 +south +ellps=WGS72 +towgs84=-8,9,5
32338 +proj=utm +zone=38 +south +ellps=WGS72 +towgs84=-9,9,5
32339 +proj=utm +zone=39 +south +ellps=WGS72 +towgs84=-9,8,5
32340 +proj=utm +zone=40 +south +ellps=WGS72 +towgs84=-10,7,5
32341 +proj=utm +zone=41 +south +ellps=WGS72 +towgs84=-11,6,5
32342 +proj=utm +zone=42 +south +ellps=WGS72 +towgs84=-11,4,5
32343 +proj=utm +zone=43 +south +ellps=WGS72 +towgs84=-12,3,5
32344 +proj=utm +zone=44 +south +ellps=WGS72 +towgs84=-12,2,5
32345 +proj=utm +zone=45 +south +ellps=WGS72 +towgs84=-12,1,5
32346 +proj=utm +zone=46 +south +ellps=WGS72 +towgs84=-12,-1,5
32347 +proj=utm +zone=47 +south +ellps=WGS72 +towgs84=-12,-2,5
32348 +proj=utm +zone=48 +south +ellps=WGS72 +towgs84=-12,-3,5
32349 +proj=utm +zone=49 +south +ellps=WGS72 +towgs84=-11,-4,5
32350 +proj=utm +zone=50 +south +ellps=WGS72 +towgs84=-11,-6,5
32351 +proj=utm +zone=51 +south +ellps=WGS72 +towgs84=-10,-7,5
32352 +proj=utm +zone=52 +south +ellps=WGS72 +towgs84=-9,-8,5
32353 +proj=utm +zone=53 +south +ellps=WGS72 +towgs84=-9,-9,5
32354 +proj=utm +zone=54 +south +ellps=WGS72 +towgs84=-8,-9,5
32355 +proj=utm +zone=55 +south +ellps=WGS72 +towgs84=-7,-10,5
32356 +proj=utm +zone=56 +south +ellps=WGS72 +towgs84=-6,-11,5
32357 +proj=utm +zone=57 +south +ellps=WGS72 +towgs84=-4,-11,5
32358 +proj=utm +zone=58 +south +ellps=WGS72 +towgs84=-3,-12,5
32359 +proj=utm +zone=59 +south +ellps=WGS72 +towgs84=-2,-12,5
32360 +proj=utm +zone=60 +south +ellps=WGS72 +towgs84=-1,-12,5
32401 +proj=utm +zone=1 +ellps=WGS72 +towgs84=1,-17,2
32402 +proj=utm +zone=2 +ellps=WGS72 +towgs84=3,-17,2
32403 +proj=utm +zone=3 +ellps=WGS72 +towgs84=4,-17,2
32404 +proj=utm +zone=4 +ellps=WGS72 +towgs84=6,-16,2
32405 +proj=utm +zone=5 +ellps=WGS72 +towgs84=8,-15,2
32406 +proj=utm +zone=6 +ellps=WGS72 +towgs84=9,-14,2
32407 +proj=utm +zone=7 +ellps=WGS72 +towgs84=11,-13,2
32408 +proj=utm +zone=8 +ellps=WGS72 +towgs84=12,-12,2
32409 +proj=utm +zone=9 +ellps=WGS72 +towgs84=13,-11,2
32410 +proj=utm +zone=10 +ellps=WGS72 +towgs84=14,-9,2
32411 +proj=utm +zone=11 +ellps=WGS72 +towgs84=15,-8,2
32412 +proj=utm +zone=12 +ellps=WGS72 +towgs84=16,-6,2
32413 +proj=utm +zone=13 +ellps=WGS72 +towgs84=17,-4,2
32414 +proj=utm +zone=14 +ellps=WGS72 +towgs84=17,-3,2
32415 +proj=utm +zone=15 +ellps=WGS72 +towgs84=17,-1,2
32416 +proj=utm +zone=16 +ellps=WGS72 +towgs84=17,1,2
32417 +proj=utm +zone=17 +ellps=WGS72 +towgs84=17,3,2
32418 +proj=utm +zone=18 +ellps=WGS72 +towgs84=17,4,2
32419 +proj=utm +zone=19 +ellps=WGS72 +towgs84=16,6,2
32420 +proj=utm +zone=20 +ellps=WGS72 +towgs84=15,8,2
32421 +proj=utm +zone=21 +ellps=WGS72 +towgs84=14,9,2
32422 +proj=utm +zone=22 +ellps=WGS72 +towgs84=13,11,2
32423 +proj=utm +zone=23 +ellps=WGS72 +towgs84=12,12,2
32424 +proj=utm +zone=24 +ellps=WGS72 +towgs84=11,13,2
32425 +proj=utm +zone=25 +ellps=WGS72 +towgs84=9,14,2
32426 +proj=utm +zone=26 +ellps=WGS72 +towgs84=8,15,2
32427 +proj=utm +zone=27 +ellps=WGS72 +towgs84=6,16,2
32428 +proj=utm +zone=28 +ellps=WGS72 +towgs84=4,17,2
32429 +proj=utm +zone=29 +ellps=WGS72 +towgs84=3,17,2
32430 +proj=utm +zone=30 +ellps=WGS72 +towgs84=1,17,2
32431 +proj=utm +zone=31 +ellps=WGS72 +towgs84=-1,17,2
32432 +proj=utm +zone=32 +ellps=WGS72 +towgs84=-3,17,2
32433 +proj=utm +zone=33 +ellps=WGS72 +towgs84=-4,17,2
32434 +proj=utm +zone=34 +ellps=WGS72 +towgs84=-6,16,2
32435 +proj=utm +zone=35 +ellps=WGS72 +towgs84=-8,15,2
32436 +proj=utm +zone=36 +ellps=WGS72 +towgs84=-9,14,2
32437 +proj=utm +zone=37 +ellps=WGS72 +towgs84=-11,13,2
32438 +proj=utm +zone=38 +ellps=WGS72 +towgs84=-12,12,2
32439 +proj=utm +zone=39 +ellps=WGS72 +towgs84=-13,11,2
32440 +proj=utm +zone=40 +ellps=WGS72 +towgs84=-14,9,2
32441 +proj=utm +zone=41 +ellps=WGS72 +towgs84=-15,8,2
32442 +proj=utm +zone=42 +ellps=WGS72 +towgs84=-16,6,2
32443 +proj=utm +zone=43 +ellps=WGS72 +towgs84=-17,4,2
32444 +proj=utm +zone=44 +ellps=WGS72 +towgs84=-17,3,2
32445 +proj=utm +zone=45 +ellps=WGS72 +towgs84=-17,1,2
32446 +proj=utm +zone=46 +ellps=WGS72 +towgs84=-17,-1,2
32447 +proj=utm +zone=47 +ellps=WGS72 +towgs84=-17,-3,2
32448 +proj=utm +zone=48 +ellps=WGS72 +towgs84=-17,-4,2
32449 +proj=utm +zone=49 +ellps=WGS72 +towgs84=-16,-6,2
32450 +proj=utm +zone=50 +ellps=WGS72 +towgs84=-15,-8,2
32451 +proj=utm +zone=51 +ellps=WGS72 +towgs84=-14,-9,2
32452 +proj=utm +zone=52 +ellps=WGS72 +towgs84=-13,-11,2
32453 +proj=utm +zone=53 +ellps=WGS72 +towgs84=-12,-12,2
32454 +proj=utm +zone=54 +ellps=WGS72 +towgs84=-11,-13,2
32455 +proj=utm +zone=55 +ellps=WGS72 +towgs84=-9,-14,2
32456 +proj=utm +zone=56 +ellps=WGS72 +towgs84=-8,-15,2
32457 +proj=utm +zone=57 +ellps=WGS72 +towgs84=-6,-16,2
32458 +proj=utm +zone=58 +ellps=WGS72 +towgs84=-4,-17,2
32459 +proj=utm +zone=59 +ellps=WGS72 +towgs84=-3,-17,2
32460 +proj=utm +zone=60 +ellps=WGS72 +towgs84=-1,-17,2
32501 +proj=utm +zone=1 +south +ellps=WGS72 +towgs84=1,-18,2
32502 +proj=utm +zone=2 +south +ellps=WGS72 +towgs84=3,-18,2
32503 +proj=utm +zone=3 +south +ellps=WGS72 +towgs84=5,-17,2
32504 +proj=utm +zone=4 +south +ellps=WGS72 +towgs84=6,-17,2
32505 +proj=utm +zone=5 +south +ellps=WGS72 +towgs84=8,-16,2
32506 +proj=utm +zone=6 +south +ellps=WGS72 +towgs84=10,-15,2
32507 +proj=utm +zone=7 +south +ellps=WGS72 +towgs84=11,-14,2
32508 +proj=utm +zone=8 +south +ellps=WGS72 +towgs84=13,-13,2
32509 +proj=utm +zone=9 +south +ellps=WGS72 +towgs84=14,-11,2
32510 +proj=utm +zone=10 +south +ellps=WGS72 +towgs84=15,-10,2
32511 +proj=utm +zone=11 +south +ellps=WGS72 +towgs84=16,-8,2
32512 +proj=utm +zone=12 +south +ellps=WGS72 +towgs84=17,-6,2
32513 +proj=utm +zone=13 +south +ellps=WGS72 +towgs84=17,-5,2
32514 +proj=utm +zone=14 +south +ellps=WGS72 +towgs84=18,-3,2
32515 +proj=utm +zone=15 +south +ellps=WGS72 +towgs84=18,-1,2
32516 +proj=utm +zone=16 +south +ellps=WGS72 +towgs84=18,1,2
32517 +proj=utm +zone=17 +south +ellps=WGS72 +towgs84=18,3,2
32518 +proj=utm +zone=18 +south +ellps=WGS72 +towgs84=17,5,2
32519 +proj=utm +zone=19 +south +ellps=WGS72 +towgs84=17,6,2
32520 +proj=utm +zone=20 +south +ellps=WGS72 +towgs84=16,8,2
32521 +proj=utm +zone=21 +south +ellps=WGS72 +towgs84=15,10,2
32522 +proj=utm +zone=22 +south +ellps=WGS72 +towgs84=14,11,2
32523 +proj=utm +zone=23 +south +ellps=WGS72 +towgs84=13,13,2
32524 +proj=utm +zone=24 +south +ellps=WGS72 +towgs84=11,14,2
32525 +proj=utm +zone=25 +south +ellps=WGS72 +towgs84=10,15,2
32526 +proj=utm +zone=26 +south +ellps=WGS72 +towgs84=8,16,2
32527 +proj=utm +zone=27 +south +ellps=WGS72 +towgs84=6,17,2
32528 +proj=utm +zone=28 +south +ellps=WGS72 +towgs84=5,17,2
32529 +proj=utm +zone=29 +south +ellps=WGS72 +towgs84=3,18,2
32530 +proj=utm +zone=30 +south +ellps=WGS72 +towgs84=1,18,2
32531 +proj=utm +zone=31 +south +ellps=WGS72 +towgs84=-1,18,2
32532 +proj=utm +zone=32 +south +ellps=WGS72 +towgs84=-3,18,2
32533 +proj=utm +zone=33 +south +ellps=WGS72 +towgs84=-5,17,2
32534 +proj=utm +zone=34 +south +ellps=WGS72 +towgs84=-6,17,2
32535 +proj=utm +zone=35 +south +ellps=WGS72 +towgs84=-8,16,2
32536 +proj=utm +zone=36 +south +ellps=WGS72 +towgs84=-10,15,2
32537 +proj=utm +zone=37 +south +ellps=WGS72 +towgs84=-11,14,2
32538 +proj=utm +zone=38 +south +ellps=WGS72 +towgs84=-13,13,2
32539 +proj=utm +zone=39 +south +ellps=WGS72 +towgs84=-14,11,2
32540 +proj=utm +zone=40 +south +ellps=WGS72 +towgs84=-15,10,2
32541 +proj=utm +zone=41 +south +ellps=WGS72 +towgs84=-16,8,2
32542 +proj=utm +zone=42 +south +ellps=WGS72 +towgs84=-17,6,2
32543 +proj=utm +zone=43 +south +ellps=WGS72 +towgs84=-17,5,2
32544 +proj=utm +zone=44 +south +ellps=WGS72 +towgs84=-18,3,2
32545 +proj=utm +zone=45 +south +ellps=WGS72 +towgs84=-18,1,2
32546 +proj=utm +zone=46 +south +ellps=WGS72 +towgs84=-18,-1,2
32547 +proj=utm +zone=47 +south +ellps=WGS72 +towgs84=-18,-3,2
32548 +proj=utm +zone=48 +south +ellps=WGS72 +towgs84=-17,-5,2
32549 +proj=utm +zone=49 +south +ellps=WGS72 +towgs84=-17,-6,2
32550 +proj=utm +zone=50 +south +ellps=WGS72 +towgs84=-16,-8,2
32551 +proj=utm +zone=51 +south +ellps=WGS72 +towgs84=-15,-10,2
32552 +proj=utm +zone=52 +south +ellps=WGS72 +towgs84=-14,-11,2
32553 +proj=utm +zone=53 +south +ellps=WGS72 +towgs84=-13,-13,2
32554 +proj=utm +zone=54 +south +ellps=WGS72 +towgs84=-11,-14,2
32555 +proj=utm +zone=55 +south +ellps=WGS72 +towgs84=-10,-15,2
32556 +proj=utm +zone=56 +south +ellps=WGS72 +towgs84=-8,-16,2
32557 +proj=utm +zone=57 +south +ellps=WGS72 +towgs84=-6,-17,2
32558 +proj=utm +zone=58 +south +ellps=WGS72 +towgs84=-5,-17,2
32559 +proj=utm +zone=59 +south +ellps=WGS72 +towgs84=-3,-18,2
32560 +proj=utm +zone=60 +south +ellps=WGS72 +towgs84=-1,-18,2
32642 +proj=utm +zone=42 +ellps=WGS84
32643 +proj=utm +zone=43 +ellps=WGS84
32644 +proj=utm +zone=44 +ellps=WGS84
32645 +proj=utm +zone=45 +ellps=WGS84
32656 +proj=utm +zone=56 +ellps=WGS84
32657 +proj=utm +zone=57 +ellps=WGS84
32658 +proj=utm +zone=58 +ellps=WGS84
32703 +proj=utm +zone=3 +south +ellps=WGS84
32704 +proj=utm +zone=4 +south +ellps=WGS84
32709 +proj=utm +zone=9 +south +ellps=WGS84
32710 +proj=utm +zone=10 +south +ellps=WGS84
32711 +proj=utm +zone=11 +south +ellps=WGS84
32713 +proj=utm +zone=13 +south +ellps=WGS84
32714 +proj=utm +zone=14 +south +ellps=WGS84
32715 +proj=utm +zone=15 +south +ellps=WGS84
32716 +proj=utm +zone=16 +south +ellps=WGS84
32727 +proj=utm +zone=27 +south +ellps=WGS84
32728 +proj=utm +zone=28 +south +ellps=WGS84
32729 +proj=utm +zone=29 +south +ellps=WGS84
32731 +proj=utm +zone=31 +south +ellps=WGS84
32745 +proj=utm +zone=45 +south +ellps=WGS84
32766 +proj=tmerc +lat_0=0 +lon_0=36 +k=0.9996 +x_0=500000 +y_0=10000000 +ellps=WGS84
37002 +proj=longlat +ellps=fschr60
37003 +proj=longlat +ellps=fschr68
37004 +proj=longlat +ellps=fschr60m
37005 37229 +proj=longlat +ellps=hough
37006 +proj=longlat +ellps=evrst69
37007 +proj=longlat +ellps=walbeck
37207 +proj=longlat +ellps=fschr60m +towgs84=7,-10,-26
37218 +proj=longlat +ellps=intl +towgs84=230,-199,-752
37221 +proj=longlat +ellps=intl +towgs84=252,-209,-751
37225 +proj=longlat +ellps=clrk80ign +towgs84=-263,6,431 +degrees=0.8999999999999991
37240 +proj=longlat +a=6378249.145 +rf=293.465 +towgs84=-7,215,225
37241 +proj=longlat +ellps=intl +towgs84=-106,166,-37
37249 +proj=longlat +ellps=intl +towgs84=-205,141,54
53001 +proj=eqc +lat_ts=0 +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53002 +proj=eqc +lat_ts=60 +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53003 +proj=mill +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53004 +proj=merc +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53008 +proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53009 +proj=moll +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53010 +proj=eck6 +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53017 +proj=cea +lat_ts=30 +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53021 +proj=poly +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53024 +proj=bonne +lat_1=60 +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53026 +proj=stere +lat_0=0 +lon_0=0 +k=1 +x_0=0 +y_0=0 +R=6371000
53027 +proj=eqdc +lat_0=0 +lon_0=0 +lat_1=60 +lat_2=60 +x_0=0 +y_0=0 +R=6371000
53028 +proj=cass +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53029 +proj=vandg +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53030 +proj=robin +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53032 +proj=aeqd +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53034 +proj=cea +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +R=6371000
53035 +proj=eqearth +lon_0=0 +x_0=0 +y_0=0 +R=6371008.7714
53036 +proj=eqearth +lon_0=-90 +x_0=0 +y_0=0 +R=6371008.7714
53037 +proj=eqearth +lon_0=150 +x_0=0 +y_0=0 +R=6371008.7714
54002 +proj=eqc +lat_ts=60 +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
54004 +proj=merc +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
54008 +proj=sinu +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
54009 +proj=moll +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
54010 +proj=eck6 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
54021 +proj=poly +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
54024 +proj=bonne +lat_1=60 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
54026 +proj=stere +lat_0=0 +lon_0=0 +k=1 +x_0=0 +y_0=0 +ellps=WGS84
54027 +proj=eqdc +lat_0=0 +lon_0=0 +lat_1=60 +lat_2=60 +x_0=0 +y_0=0 +ellps=WGS84
54030 +proj=robin +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
54032 +proj=aeqd +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
54034 +proj=cea +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84
65061 +proj=poly +lat_0=13.4724663527778 +lon_0=144.748750705556 +x_0=50000 +y_0=50000 +ellps=clrk66 +to_meter=0.304800609601219
65062 +proj=lcc +lat_1=-14.2666666666667 +lat_0=-14.2666666666667 +lon_0=-170 +k_0=1 +x_0=152400.30480061 +y_0=95169.3116586233 +ellps=clrk66 +to_meter=0.304800609601219
65161 +proj=poly +lat_0=13.4724663527778 +lon_0=144.748750705556 +x_0=50000 +y_0=50000 +ellps=WGS84
`;

/**
 * Translations of datums to WGS 84 in metres, after names of the datum in letters and digits and its EPSG code. "?"
 * stands for a datum that takes more than one translation.
 */
export const TRANSLATIONS = `
abidjan1987 6143 =-125,53,467
abinva962020intermediatereferenceframe 1273 =
accra 6168 =-190,33,323
aden1925 1135 =-24,-203,268
adindan 6201 =-169,-17,204
afgooye 6205 =-43,-163,45
agadez 6206 =
ainelabd1970 6204 =-143,-236,7
alaskanislands =
albanian1987 6191 =39,-126,-78
americansamoa1962 6169 =?
amersfoort 6289 =577,25,458
ammassalik1958 6196 =-39,425,-3
anciennetriangulationfrancaiseparis atf 6901 =
anguilla1957 6600 =44,199,-417
antigua1943 6601 =-255,-15,71
aratu 6208 =-152,296,-150
arc1950 6209 =-164,-99,-284
arc1960 6210 =-182,-24,-301
ascensionisland1958 6712 =-205,107,53
astrodos71 dos714 6710 =-324,551,-491
australianantarcticdatum1998 australianantarctic1998 6176 =
australiangeodeticdatum1966 australian1966 6202 =-129,-52,152
australiangeodeticdatum1984 australian1984 6203 =?
australianterrestrialreferenceframe2014 1291 =
autonomousregionsofportugal2008 ptra08 1041 =
averageterrestrialsystem1977 ats1977 6122 =
ayabellelighthouse ayabelle 6713 =-77,-128,142
azorescentralislands1948 6183 =-104,167,-38
azorescentralislands1995 6665 =-100,163,-32
azoresoccidentalislands1939 6182 observatoriometeorologico1939 =-423,-173,84
azoresorientalislands1940 6184 =-203,141,53
azoresorientalislands1995 6664 =-205,140,55
babsouth =-186,-230,281
barbados1938 6212 =32,301,419
batavia 6211 =-377,681,-50
bataviajakarta 6813 =-377,681,-50
beduaram 6213 =-106,-87,188
beijing1954 6214 =
bekaavalley1920 1137 =-183,-15,273
bellevue bellevueign 6714 =-127,-769,472
bermuda1957 6216 =-85,241,278
bermuda2000 6762 =
bern1938 6306 =
bhetrs89 1358 =
bhutannationalgeodeticdatum 1058 =
bioko 1136 =-235,-110,393
bissau 6165 =-173,253,27
bogota1975 bogota 6218 =305,305,-318
bogota1975bogota 6802 =307,304,-318
brennerbasetunnel2000 1367 =
bukitrimpah 6219 =-384,664,-48
bulgariageodeticsystem2005 1167 =
cadastre1997 1037 =-382,-57,-257
californiasrsepoch201750nad83 =
camacupa1948 camacupa 6220 =?
camacupa2015 1217 =-44,-330,-253
campareaastro camparea 6715 =-104,-129,239
campoinchauspe 6221 =-148,136,90
cape 6222 =-136,-108,-292
capecanaveral 6717 =-2,151,181
carthage 6223 =-263,6,431
carthageparis 6816 =-263,6,431
caymanislandsgeodeticdatum2011 1100 =
centrespatialguyanais1967 csg1967 6623 =-186,230,110
ch1903 6149 6150 =674,15,405
ch1903bern 6801 =674,15,405
chathamislandsdatum1971 chathamisland1971 6672 =175,-38,113
chathamislandsdatum1979 chathamislands1979 6673 =175,-38,113
china2000 1043 =
chosmalal1914 6160 =79,5,-17
chua 6224 =
cnh22intermediatereferenceframe 1336 =
cocosislands1965 anna11965 6708 =-491,-22,435
combani1950 6632 =-382,-59,-262
conakry1905 6315 =-23,259,-9
congo1960pointenoire pointenoire 6282 =-157,49,-291
copenhagencommuneintermediatedatum 1349 =
corregoalegre1961 1074 =
corregoalegre197072 corregoalegre 6225 =-206,168,-4
costarica2005 1065 =
cotedivoire 6226 =
cov23intermediatereferenceframe 1366 =
croatianterrestrialreferencesystem 6761 =
crsirgas 1225 =
cws13intermediatereferenceframe 1338 =
cyprusgeodeticreferencesystem1993 1112 =
dabola1981 6155 =-83,37,124
datum73 6274 =-234,112,28
datumgeodesinasional1995 6755 =
datumlisboabessel =?
datumlisboahayford =?
dealulpiscului1930 dealulpiscului1933 6316 =103,-100,-307
dealulpiscului1970 6317 =
deceptionisland 6736 =260,12,-147
deirezzor 6227 =-190,8,239
deutschebahnreferencesystem 1081 =603,21,412
deutscheshauptdreiecksnetz 6314 =609,22,420
diba15intermediatereferenceframe 1339 =
diegogarcia1969 ists0731969 6724 =208,-435,-229
dominica1945 6602 =725,685,536
dopw22intermediatereferenceframe 1334 =
dos1968 =230,-199,-752
douala 6228 =
douala1948 6192 =-206,-175,-88
easterisland1967 6719 =211,147,111
ebbwv14intermediatereferenceframe 1319 =
ecml14intermediatereferenceframe 1385 =
ecml14nbintermediatereferenceframe 1310 =
egypt1907 6229 =-153,98,-28
egypt1930 6199 =
egyptgulfofsuezs650tl 6706 =-146,113,4
eos21intermediatereferenceframe 1308 =
estonia1937 =374,150,588
estonia1992 6133 =
estonia1997 6180 =
etrf2000poland 1305 =
etrs89dref91realization2016 1353 =
europeandatum1950 european1950 6230 =-91,-95,-127
europeandatum19501977 european1950ed77 6154 =-97,-99,-131
europeandatum1979 european1979 6668 =-86,-98,-119
europeandatum1987 european1987 6231 =-84,-97,-117
europeanlibyandatum1979 europeanlibyan1979 6159 =-116,-99,-152
europeanterrestrialreferenceframe1989 etrf1989 1178 =
europeanterrestrialreferenceframe1990 1179 =
europeanterrestrialreferenceframe1991 1180 =
europeanterrestrialreferenceframe1992 1181 =
europeanterrestrialreferenceframe1993 1182 =
europeanterrestrialreferenceframe1994 1183 =
europeanterrestrialreferenceframe1996 1184 =
europeanterrestrialreferenceframe1997 1185 =
europeanterrestrialreferenceframe2000 1186 =
europeanterrestrialreferenceframe2005 1204 =
europeanterrestrialreferenceframe2014 1206 =
europeanterrestrialreferenceframe2020 1382 =
europeanterrestrialreferencesystem1989ensemble etrs1989 europeanterrestrialreferencesystem1989 6258 =
everestbangladesh =
everestindianepal =
everestmodified1969 =
ewr2intermediatereferenceframe 1311 =
fahud 6232 =-345,3,223
faroedatum1954 6741 =-243,-265,-37
fatuiva72 fatuiva1972 6688 =928,1050,329
fehmarnbeltdatum2010 1078 =
fiji1956 6721 =265,385,-194
fijigeodeticdatum1986 fiji1986 6720 =0,-16,5
finaldatum1958 fd1958 6132 =
fischer1960 =
fischer1968 =
fischermodified =
fk89 6753 =
fnl22intermediatereferenceframe 1321 =
fortmarigot 6621 =137,248,-430
fortthomas1955 =-7,215,225
gambia 1139 =-63,176,185
gan1970 6684 =-133,-321,50
gandajika 6685 =
gandajika1970 6233 =
garoua 6197 6234 =?
gbk19intermediatereferenceframe 1289 =
generalstabenssystembornholmintermediatedatum 1348 =
generalstabenssystemintermediatedatum 1347 =
geocentricdatumbruneidarussalam2009 gdbd2009 1056 =
geocentricdatumofaustralia1994 gda1994 6283 =
geocentricdatumofaustralia2020 gda2020 1168 =
geocentricdatumofmauritius2008 =
geodeticdatumof1965 tm75 6300 =476,-116,571
geodeticdatumofmalaysia2000 gdm2000 6742 =
geodezicheskayasistemakoordinat2011 1159 =
georgiageodeticdatum =
graciosabasesw1948 =-106,166,-37
grandcaymangeodeticdatum1959 grandcayman1959 6723 =78,37,163
grandcomoros 6646 =-963,510,-359
greek 6120 =-121,117,4
greekathens 6815 =-121,117,4
greekgeodeticreferencesystem1987 ggrs1987 6121 =-200,75,247
greenland1996 6747 =
grenada1953 6603 =72,214,93
guadeloupe1948 sainteanne 6622 =-473,-6,-304
guam1963 6675 =?
gulshan303 6682 =284,736,261
gunungsegara 6613 =-406,684,43
gunungsegarajakarta 6820 =-403,684,41
gusterbergferro 1188 =
gux1 =252,-209,-751
guyanefrancaise 6235 =
gwpbs22intermediatereferenceframe 1340 =
gwwab22intermediatereferenceframe 1341 =
gwwwa22intermediatereferenceframe 1342 =
hanoi1972 6147 =
hartebeesthoek94 hartebeesthoek1994 6148 =
helle1954 6660 =32,160,-236
heratnorth 6255 =-333,-222,114
hitoxviii1963 6254 =15,199,100
hjorsey1955 6658 =-73,47,-83
hongkong1963 6738 =
hongkong196367 6739 =-156,-271,-189
hongkong1980 6611 =-159,-264,-186
hongkonggeodetic 1209 =
hough1960 =
hs2intermediatereferenceframe 1264 =
hullee13intermediatereferenceframe 1317 =
hungariandatum1909 1024 =523,46,603
hungariandatum1972 hungarian1972 6237 =52,-72,-15
hutzushan1950 hutzushan 6236 =-637,-549,-203
ig0512intermediatedatum ig052012intermediatedatum 1144 =-31,59,53
ig05intermediatedatum 1142 =
igb00 1246 =
igb08 1248 =
igb14 1272 =
igc1962arcofthe6thparallelsouth 6697 =
ign53mare 6641 =288,178,-135
ign56lifou 6633 =335,223,-231
ign63hivaoa 6689 =382,32,71
ign72grandeterre 6634 =-12,-349,292
ign72nukuhiva 6630 =?
ignastro1960 6700 =
igs00 1245 =
igs05 1247 =
igs08 1141 =
igs14 1191 =
igs20 1333 =
igs97 1244 =
indian1954 6239 =?
indian1960 6131 =211,829,302
indian1975 6240 =387,849,342
indonesiandatum1974 indonesian1974 6238 =-22,-23,3
institutgeographiqueducongobelge1955 6701 =-80,-158,-169
international1967 =
internationalterrestrialreferenceframe1988 itrf1988 6647 =
internationalterrestrialreferenceframe1989 itrf1989 6648 =
internationalterrestrialreferenceframe1990 itrf1990 6649 =
internationalterrestrialreferenceframe1991 itrf1991 6650 =
internationalterrestrialreferenceframe1992 itrf1992 6651 =
internationalterrestrialreferenceframe1993 itrf1993 6652 =
internationalterrestrialreferenceframe1994 itrf1994 6653 =
internationalterrestrialreferenceframe1996 itrf1996 6654 =
internationalterrestrialreferenceframe1997 itrf1997 6655 =
internationalterrestrialreferenceframe2000 itrf2000 6656 =
internationalterrestrialreferenceframe2005 itrf2005 6896 =
internationalterrestrialreferenceframe2008 itrf2008 1061 =
internationalterrestrialreferenceframe2014 1165 =
internationalterrestrialreferenceframe2020 1322 =
iraqigeospatialreferencesystem 1029 =
iraqkuwaitboundarydatum1992 iraqkuwaitboundary1992 6667 =
irenet95 6173 =
islandsnet1993 islandsnetwork1993 6659 =
islandsnet2004 islandsnetwork2004 1060 =
islandsnet2016 1187 =
israel1993 israel 6141 =-31,59,53
israeligeodeticdatum2005 israelgeodeticdatum2005 1143 1114 =
israeligeodeticdatum20052012 1145 1115 =
istitutogeograficomilitaire1995 igm1995 6670 =
iwojima1945 beacone1945 6709 =145,75,-272
jamaica1875 6241 =
jamaica1969 6242 =54,265,370
jamaica2001 6758 =
japanesegeodeticdatum2000 jgd2000 6612 =
japanesegeodeticdatum2011 jgd2011 1128 =
johnstonisland1961 6725 =-20,-118,-138
jordan =-86,-98,-119
jouik1961 6679 =-80,253,291
k01949 kerguelenisland1949 6631 ign1962kerguelen 6698 =?
kalianpur1880 6243 =
kalianpur1937 6144 =256,569,203
kalianpur1962 6145 =284,687,234
kalianpur1975 6146 =295,736,257
kandawala 6244 =-97,787,86
karbala1979 karbala1979polservice 6743 =71,-336,263
kartastokoordinaattijarjestelma1966 kkj 6123 =-79,-233,-99
kasai1953 6696 =
katanga1955 6695 =
kertau1968 kertau 6245 =-11,851,5
kertaurso 6751 =-11,851,5
kingdomofsaudiarabiageodeticreferenceframe2017 1268 =
koreandatum1985 6162 =-125,480,662
koreandatum1995 6166 =
koreangeodeticdatum2002 koreageodeticdatum2002 6737 =
kosovoreferencesystem2001 1251 =
kousseri 6198 =-111,-113,203
kusaie1951 6735 =647,1777,-1124
kuwaitoilcompany 6246 =-295,-200,526
kuwaitutility 6319 =-25,7,-1
kyrgyzstangeodeticdatum2006 kyrgyzrepublic2006 1160 =
lacanoa 6247 =-260,87,-356
lake 6249 =
lao1993 6677 =44,-130,-39
laonationaldatum1997 6678 =45,-131,-40
latviancoordinatesystem2020 1356 =
latviangeodeticcoordinatesystem1992 latvia1992 6661 =
lc51961 =
leigon 6250 =-130,29,364
lepouce1934 6699 =-770,158,-498
liberia1964 6251 =-90,40,88
libyangeodeticdatum2006 6754 =-208,-110,-3
lisbon1890 6666 =530,-194,583
lisbon1890lisbon 6904 =530,-194,583
lisbon1937 lisbon 6207 =-282,-64,122
lisbon1937lisbon 6803 =-282,-64,122
lithuania1994etrs89 lithuania1994 6126 =
locodjo1965 6142 =
lomaquintana 6288 =
lome 6252 =
luxembourgreferenceframe 6181 =-268,77,18
luzon1911 6253 =-106,-120,-66
lyonturinferroviaire2004 1295 =
macao1920 1207 =-188,-336,-172
macaogeodeticdatum2008 macao2008 1208 =
madeira1936 6185 =
madrid1870madrid madrid1870 6903 =
madzansua 6128 =
mahe1971 6256 =41,-220,-134
majuro =25,-276,223
makassar 6257 =-588,520,146
makassarjakarta 6804 =-588,520,146
malongo1987 6259 =-254,-5,-100
mals09intermediatereferenceframe 1343 =
manoca 6260 =
manoca1962 6193 =-71,-152,-41
marcogeocentriconacionaldereferencia magna 6686 =
marcogeocentriconacionaldereferencia2018 1329 =
marcogeodesiconacionaldebolivia marcogeodesiconacional 1063 =
marcusisland1952 astro1952 6711 =-44,-152,59
marshallislands1960 wakeeniwetok1960 6732 =102,52,-38
martinique1938 fortdesaix 6625 =145,557,128
massawa 6262 =639,405,60
maupiti83 maupiti1983 6692 =217,86,23
mauritania1999 6681 6702 =
mayottegeodeticreferenceframe2023 1389 =
merchich 6261 =?
mexicoitrf2008 1120 =
mexicoitrf92 mexicandatumof1993 1042 =
mgi1901 1031 d48 =595,-224,394
mhast 6264 =
mhastoffshore 6705 =-260,-4,-103
mhastonshore 6704 =
midway1961 6727 =209,-90,381
militargeographischeinstitut mgi 6312 hermannskogel =?
militargeographischeinstitutferro 6805 =589,92,478
ministeriodemarinanorte 1258 =-9,123,138
ministeriodemarinasur 1259 =-78,102,133
minna 6263 =-92,-92,122
missaohidrograficoangolaysaotome1951 mhast1951 6703 =
mml07intermediatereferenceframe 1271 =
moldor11intermediatereferenceframe 1315 =
moldref99 1032 =
momraterrestrialreferenceframe2000 1218 =
montemario 6265 =-164,-52,65
montemariorome 6806 =
montserrat1958 6604 =174,359,365
moorea87 moorea1987 6691 =219,150,176
mop78 6639 =253,-132,-127
mountdillon 6157 =
moznetitrf94 moznet 6130 =
mporaloko 6266 =-81,-132,41
mrh21intermediatereferenceframe 1314 =
mwc18intermediatereferenceframe 1324 =
nad1983harnadjmnanoka =
nad1983harnadjmnbecker =
nad1983harnadjmnbeltraminorth =
nad1983harnadjmnbeltramisouth =
nad1983harnadjmnbenton =
nad1983harnadjmnbigstone =
nad1983harnadjmnblueearth =
nad1983harnadjmnbrown =
nad1983harnadjmncarlton =
nad1983harnadjmncarver =
nad1983harnadjmncassnorth =
nad1983harnadjmncasssouth =
nad1983harnadjmnchippewa =
nad1983harnadjmnchisago =
nad1983harnadjmncooknorth =
nad1983harnadjmncooksouth =
nad1983harnadjmncottonwood =
nad1983harnadjmncrowwing =
nad1983harnadjmndakota =
nad1983harnadjmndodge =
nad1983harnadjmndouglas =
nad1983harnadjmnfaribault =
nad1983harnadjmnfillmore =
nad1983harnadjmnfreeborn =
nad1983harnadjmngoodhue =
nad1983harnadjmngrant =
nad1983harnadjmnhennepin =
nad1983harnadjmnhouston =
nad1983harnadjmnisanti =
nad1983harnadjmnitascanorth =
nad1983harnadjmnitascasouth =
nad1983harnadjmnjackson =
nad1983harnadjmnkanabec =
nad1983harnadjmnkandiyohi =
nad1983harnadjmnkittson =
nad1983harnadjmnkoochiching =
nad1983harnadjmnlacquiparle =
nad1983harnadjmnlakeofthewoodsnorth =
nad1983harnadjmnlakeofthewoodssouth =
nad1983harnadjmnlesueur =
nad1983harnadjmnlincoln =
nad1983harnadjmnlyon =
nad1983harnadjmnmahnomen =
nad1983harnadjmnmarshall =
nad1983harnadjmnmartin =
nad1983harnadjmnmcleod =
nad1983harnadjmnmeeker =
nad1983harnadjmnmorrison =
nad1983harnadjmnmower =
nad1983harnadjmnmurray =
nad1983harnadjmnnicollet =
nad1983harnadjmnnobles =
nad1983harnadjmnnorman =
nad1983harnadjmnolmsted =
nad1983harnadjmnottertail =
nad1983harnadjmnpennington =
nad1983harnadjmnpine =
nad1983harnadjmnpipestone =
nad1983harnadjmnpolk =
nad1983harnadjmnpope =
nad1983harnadjmnramsey =
nad1983harnadjmnredlake =
nad1983harnadjmnredwood =
nad1983harnadjmnrenville =
nad1983harnadjmnrice =
nad1983harnadjmnrock =
nad1983harnadjmnroseau =
nad1983harnadjmnscott =
nad1983harnadjmnsherburne =
nad1983harnadjmnsibley =
nad1983harnadjmnstearns =
nad1983harnadjmnsteele =
nad1983harnadjmnstevens =
nad1983harnadjmnstlouis =
nad1983harnadjmnstlouiscentral =
nad1983harnadjmnstlouisnorth =
nad1983harnadjmnstlouissouth =
nad1983harnadjmnswift =
nad1983harnadjmntodd =
nad1983harnadjmntraverse =
nad1983harnadjmnwabasha =
nad1983harnadjmnwadena =
nad1983harnadjmnwaseca =
nad1983harnadjmnwatonwan =
nad1983harnadjmnwinona =
nad1983harnadjmnwright =
nad1983harnadjmnyellowmedicine =
nad1983harnadjwiadjn =
nad1983harnadjwial =
nad1983harnadjwiba =
nad1983harnadjwibf =
nad1983harnadjwibn =
nad1983harnadjwibr =
nad1983harnadjwibu =
nad1983harnadjwick =
nad1983harnadjwiclflogwn =
nad1983harnadjwico =
nad1983harnadjwicp =
nad1983harnadjwicr =
nad1983harnadjwiddjf =
nad1983harnadjwidg =
nad1983harnadjwidn =
nad1983harnadjwidr =
nad1983harnadjwidu =
nad1983harnadjwiec =
nad1983harnadjwifn =
nad1983harnadjwifr =
nad1983harnadjwiglmq =
nad1983harnadjwigrlf =
nad1983harnadjwigt =
nad1983harnadjwiia =
nad1983harnadjwiir =
nad1983harnadjwija =
nad1983harnadjwiknmwozra =
nad1983harnadjwikwmtsg =
nad1983harnadjwilc =
nad1983harnadjwilg =
nad1983harnadjwiln =
nad1983harnadjwima =
nad1983harnadjwime =
nad1983harnadjwimn =
nad1983harnadjwimr =
nad1983harnadjwioc =
nad1983harnadjwion =
nad1983harnadjwipk =
nad1983harnadjwipppc =
nad1983harnadjwipr =
nad1983harnadjwipt =
nad1983harnadjwirc =
nad1983harnadjwirk =
nad1983harnadjwirs =
nad1983harnadjwisc =
nad1983harnadjwish =
nad1983harnadjwisk =
nad1983harnadjwisw =
nad1983harnadjwita =
nad1983harnadjwitr =
nad1983harnadjwivi =
nad1983harnadjwivr =
nad1983harnadjwiwa =
nad1983harnadjwiwb =
nad1983harnadjwiwd =
nad1983harnadjwiwk =
nad1983harnadjwiwp =
nad1983harnadjwiws =
nad1983harnadjwiww =
nad27michigan northamericanmichigan 6268 =
nad83canadianspatialreferencesystem northamerican1983csrs 6140 =
nad83continuouslyoperatingreferencestation1996 nad1983cors96 1133 =
nad83federalbasenetwork nad1983federalbasenetwork 1211 =
nad83highaccuracyreferencenetwork northamerican1983harn 6152 =
nad83highaccuracyreferencenetworkcorrected nad1983highaccuracyreferencenetworkcorrected 1212 =
nad83nationalspatialreferencesystem2007 nad1983nsrs2007 6759 =
nad83nationalspatialreferencesystem2011 nad19832011 1116 =
nad83nationalspatialreferencesystemma11 nad1983ma11 1118 =
nad83nationalspatialreferencesystempa11 nad1983pa11 1117 =
nahrwan1934 6744 =-242,-145,370
nahrwan1967 6270 =?
nakhleghanem 6693 =
naparima1955 6158 =0,372,172
naparima1972 6271 =-2,374,172
nationalgeodeticnetwork ngn 6318 =
nea74noumea 6644 =-10,-350,291
nepal1981 nepalnagarkot 1111 =293,726,245
newbeijing 1045 =
newzealandgeodeticdatum1949 newzealand1949 6272 =58,-19,186
newzealandgeodeticdatum2000 nzgd2000 6167 =
ngo1948 6273 =307,-210,506
ngo1948oslo 6817 =307,-210,506
norddeguerreparis norddeguerre 6902 =
nordsahara1959 6307 nordsahara1959paris 6819 =-183,-79,295
northamericandatum1927 northamerican1927 6267 =-3,156,182
northamericandatum19271976 nad1927definition1976 6608 =
northamericandatum1927cgq77 nad1927cgq77 6609 =
northamericandatum1983 northamerican1983 6269 =
northamericandatumof1983csrs96 1192 =
northamericandatumof1983csrsversion2 1193 =
northamericandatumof1983csrsversion3 1194 =
northamericandatumof1983csrsversion4 1195 =
northamericandatumof1983csrsversion5 1196 =
northamericandatumof1983csrsversion6 1197 =
northamericandatumof1983csrsversion7 1198 =
northamericandatumof1983csrsversion8 1365 =
northamericandatumof1983marp00 nad1983marp00 1221 =
northamericandatumof1983pacp00 nad1983pacp00 1249 =
notspecifiedbasedonairy1830ellipsoid airy1830 6001 =
notspecifiedbasedonairymodified1849ellipsoid airymodified 6002 =
notspecifiedbasedonaustraliannationalspheroid australian 6003 =
notspecifiedbasedonauthalicsphere sphere 6035 =
notspecifiedbasedonaverageterrestrialsystem1977ellipsoid 6041 =
notspecifiedbasedonbessel1841ellipsoid bessel1841 6004 =
notspecifiedbasedonbesselmodifiedellipsoid besselmodified 6005 =
notspecifiedbasedonbesselnamibiaellipsoid besselnamibia 6006 =
notspecifiedbasedonclarke1858ellipsoid clarke1858 6007 =
notspecifiedbasedonclarke1866authalicsphere sphereclarke1866authalic 6052 =
notspecifiedbasedonclarke1866ellipsoid clarke1866 6008 =
notspecifiedbasedonclarke1866michiganellipsoid clarke1866michigan 6009 =
notspecifiedbasedonclarke1880arcellipsoid clarke1880arc 6013 =
notspecifiedbasedonclarke1880benoitellipsoid clarke1880benoit 6010 =
notspecifiedbasedonclarke1880ellipsoid clarke1880 6034 =
notspecifiedbasedonclarke1880ignellipsoid clarke1880ign 6011 =
notspecifiedbasedonclarke1880rgsellipsoid clarke1880rgs 6012 =
notspecifiedbasedonclarke1880sga1922ellipsoid clarke1880sga 6014 =
notspecifiedbasedoneverest18301937adjustmentellipsoid everestadj1937 6015 =
notspecifiedbasedoneverest18301962definitionellipsoid everestdef1962 6044 =
notspecifiedbasedoneverest18301967definitionellipsoid everestdef1967 6016 =
notspecifiedbasedoneverest18301975definitionellipsoid everestdef1975 6045 =
notspecifiedbasedoneverest1830definitionellipsoid everest1830 6042 =
notspecifiedbasedoneverest1830modifiedellipsoid everestmodified 6018 =
notspecifiedbasedongem10cellipsoid gem10c 6031 =
notspecifiedbasedongrs1967ellipsoid grs1967 6036 =
notspecifiedbasedongrs1980authalicsphere spheregrs1980authalic 6047 =
notspecifiedbasedongrs1980ellipsoid grs1980 6019 =
notspecifiedbasedonhelmert1906ellipsoid helmert1906 6020 =
notspecifiedbasedonhughes1980ellipsoid hughes1980 6054 1359 =
notspecifiedbasedonindonesiannationalspheroid indonesian 6021 =
notspecifiedbasedoninternational1924authalicsphere sphereinternational1924authalic 6053 =
notspecifiedbasedoninternational1924ellipsoid international1924 6022 =
notspecifiedbasedonkrassowsky1940ellipsoid krasovsky1940 6024 =
notspecifiedbasedonnwl9dellipsoid nwl9d 6025 =
notspecifiedbasedonosu86fellipsoid osu86f 6032 =
notspecifiedbasedonosu91aellipsoid osu91a 6033 =
notspecifiedbasedonplessis1817ellipsoid plessis1817 6027 =
notspecifiedbasedonstruve1860ellipsoid struve1860 6028 =
notspecifiedbasedonwarofficeellipsoid waroffice 6029 =
notspecifiedbasedonwgs72ellipsoid 6043 =
notspecifiedbasedonwgs84ellipsoid 6030 =
nouakchott1965 6680 =?
nouvelletriangulationfrancaise ntf 6275 =-168,-60,320
nouvelletriangulationfrancaiseparis 6807 =-168,-60,320
nsidcinternational1924authalicsphere 1360 =
nswc9z2 6276 =
observatario 6129 =-132,-110,-335
observatoriometeorologico1965 =-184,-344,-176
ocotepeque1935 1070 =206,81,-93
oldhawaiian 6135 =64,-284,-182
oldhawaiianintl1924 =204,-227,-347
oman =
omannationalgeodeticdatum2014 1147 =
omannationalgeodeticdatum2017 1263 =
ordnancesurveyofgreatbritain1936 osgb1936 6277 =453,-114,538
osgb1970sn 6278 =
osni1952 6188 =476,-116,570
ossn1980 6279 =
ostenfeldintermediatedatum 1350 =
oxwo08intermediatereferenceframe 1344 =
padang1884 6280 padang1884jakarta 6808 =
palestine1923 6281 =-168,-35,317
pampadelcastillo 6161 =-233,7,174
panama082011 =
panamacolon1911 1072 =
papuanewguineageodeticdatum1994 1076 =
parametryzemli1990 parametropzemp1990 6740 =
parametryzemli199002 1157 =
parametryzemli199011 1158 =
pdosurveydatum1993 pdo1993 6134 =-401,-82,185
peru96 1067 =
petrels1972 6636 =365,194,166
philippinereferencesystem1992 6683 =-135,-73,-44
phoenixislands1966 canton1966 6716 =298,-304,-375
picodelasnieves1968 1286 =-307,-92,127
picodelasnieves1984 picodelasnieves 6728 =-307,-92,127
pitcairn1967 6729 =45,-1,-60
pitcairn2006 6763 =
pohnpei =-89,-348,261
point58 6620 =-106,-129,165
pointegeologieperroud1950 6637 =325,154,172
popularvisualisationdatum wgs1984majorauxiliarysphere 6055 =
portosanto1936 6615 =-499,-249,314
portosanto1995 6663 =-505,-247,311
posicionesgeodesicasargentinas posgar 6172 =
posicionesgeodesicasargentinas1994 posgar1994 6694 =
posicionesgeodesicasargentinas1998 posgar1998 6190 =
posicionesgeodesicasargentinas2007 posgar2007 1062 =
potsdamdatum83 potsdam1983 6746 =609,22,419
principe 1046 =
provisionalsouthamericandatum1956 provisionalsamerican1956 6248 =-288,185,-376
puertorico 6139 =11,72,-101
pulkovo1942 6284 =25,-143,-78
pulkovo194258 pulkovo1942adj1958 6179 =?
pulkovo194283 pulkovo1942adj1983 6178 =14,-126,-94
pulkovo1995 6200 =23,-131,-82
qatar1948 6286 =
qatar1974 qatar 6285 =-135,-291,16
qatarnationaldatum1995 qnd1995 6614 =-141,-300,11
qornoq 6287 =
qornoq1927 6194 =171,132,-160
rassadiran 6153 =-134,-157,-159
rauenbergdatum83 rauenberg1983 6745 =626,25,439
rbepp12intermediatereferenceframe 1352 =
redgeodesicadecanarias1995 1035 =
redgeodesicaparamineriaenchile 1304 =
redgeodesicavenezolana regven 6189 =
referencesystemdeangola2013 1220 =
reseaudereferencedesantillesfrancaises1991 rraf1991 1047 6640 =
reseaugeodesiquedelapolynesiefrancaise 6687 =
reseaugeodesiquedelardc2005 1033 =
reseaugeodesiquedelareunion1992 rgr1992 6627 =
reseaugeodesiquedemayotte2004 1036 =
reseaugeodesiquedenouvellecaledonie2015 1357 =
reseaugeodesiquedenouvellecaledonie9193 reseaugeodesiquedenouvellecaledonie199193 6749 =
reseaugeodesiquedesaintpierreetmiquelon2006 reseaugeodesiquedestpierreetmiquelon2006 1038 =
reseaugeodesiquedesantillesfrancaises2009 1073 =
reseaugeodesiquedesterresaustralesetantarctiquesfrancaises2007 1113 =
reseaugeodesiquedewallisetfutuna1996 1223 =
reseaugeodesiquefrancais1993v1 rgf1993 6171 =
reseaugeodesiquefrancais1993v2 1312 =
reseaugeodesiquefrancais1993v2b 1313 =
reseaugeodesiquefrancaisguyane1995 rgfg1995 6624 =
reseaugeodesiquenouvellecaledonie1991 rgnc1991 6645 =
reseaunationalbelge1950 belge1950 6215 =
reseaunationalbelge1950brussels 6809 =
reseaunationalbelge1972 belge1972 6313 =-121,80,-94
retedinamicanazionale2008 1132 =
reunion1947 6626 =94,-948,-1262
reykjavik1900 6657 =-28,199,5
riketskoordinatsystem1990 rt1990 6124 =502,-33,570
roma1940 =
rosssearegiongeodeticdatum2000 6764 =
s42hungary =
saintpierreetmiquelon1950 6638 =11,424,373
samboja 6125 =
santo1965 santodos1965 6730 =170,42,84
saobraz =-205,141,54
saotome 1044 =
sapperhill1943 6292 =?
schwarzeck 6293 =616,97,-251
scm22intermediatereferenceframe 1320 =
scoresbysund1952 6195 =108,333,-102
segora 6294 =
selvagemgrande selvagemgrande1938 6616 =-289,-124,60
serbianreferencenetwork1998 1034 =
serbianspatialreferencesystem2000 1214 =
serindung 6295 =
shab07intermediatereferenceframe 1335 =
sibungorge1922 1071 =
sierraleone1960 =
sierraleone1968 6175 =-88,4,101
sierraleonecolony1924 sierraleone1924 6174 =
sirgaschilerealization1epoch2002 1064 sirgaschile 1254 =
sirgaschilerealization2epoch2010 1243 =
sirgaschilerealization3epoch2013 1252 =
sirgaschilerealization4epoch2016 1253 =
sirgaschilerealization5epoch2021 1327 =
sirgascontinuouslyoperatingnetworkdgf00p01 1227 =
sirgascontinuouslyoperatingnetworkdgf01p01 1228 =
sirgascontinuouslyoperatingnetworkdgf01p02 1229 =
sirgascontinuouslyoperatingnetworkdgf02p01 1230 =
sirgascontinuouslyoperatingnetworkdgf04p01 1231 =
sirgascontinuouslyoperatingnetworkdgf05p01 1232 =
sirgascontinuouslyoperatingnetworkdgf06p01 1233 =
sirgascontinuouslyoperatingnetworkdgf07p01 1234 =
sirgascontinuouslyoperatingnetworkdgf08p01 1235 =
sirgascontinuouslyoperatingnetworksir09p01 1236 =
sirgascontinuouslyoperatingnetworksir10p01 1237 =
sirgascontinuouslyoperatingnetworksir11p01 1238 =
sirgascontinuouslyoperatingnetworksir13p01 1239 =
sirgascontinuouslyoperatingnetworksir14p01 1240 =
sirgascontinuouslyoperatingnetworksir15p01 1241 =
sirgascontinuouslyoperatingnetworksir17p01 1242 =
sirgases20078 1069 =
sirgasrou98 1068 =
sistemadereferenciageocentricoparaamericadelsur1995 sirgas 6170 =
sistemadereferenciageocentricoparalasamericas2000 sirgas2000 6674 =
sistemageodesiconacionaldepanamamacariosolis sgnpmarcariosolis 1066 =
sistemreferensigeospasialindonesia2013 1293 =
sisterislandsgeodeticdatum1961 littlecayman1961 6726 =70,-33,204
sloveniageodeticdatum1996 6765 =
smitb20intermediatereferenceframe 1351 =
solomon1968 6718 =282,-220,-744
sonatrachreferenceframe2020 1355 =
southamericandatum1969 southamerican1969 6291 6618 =
southamericandatum196996 1075 =-67,4,-38
southasiasingapore =7,-10,-26
southeastisland1943 1138 =9,-106,-275
southgeorgia1968 ists0611968 6722 =-794,119,-298
southyemen 6164 =-76,-138,67
spherearcinfo =
sphereemep =
spheregrs1980meanradius =
srilankadatum1999 1053 =-98,783,85
st71belep 6643 =-653,-158,54
st84iledespins 6642 =-13,-348,292
st87ouvea 6635 6750 =
stgeorgeisland 6138 =
sthelenageodeticdatum2015 1174 =
sthelenatritan 1173 =
stkitts1955 6605 =9,183,236
stlawrenceisland 6136 =
stlucia1955 6606 =-153,153,307
stockholm1938 6308 =
stockholm1938stockholm 6814 =
stpaulisland 6137 =
ststephenferro 1189 =
stvincent1945 6607 =196,333,275
sudan 6296 =?
svy21 6757 =
sweref99 6619 =
swissterrestrialreferencesystem1995 swisstrf1995 6151 =
syc20intermediatereferenceframe 1345 =
system34jyllandintermediatedatum 1332 =
system34sjaellandintermediatedatum 1337 =
system45bornholmintermediatedatum 1346 =
systemoftheunifiedtrigonometricalcadastralnetwork sjtsk 6156 =572,70,457
systemoftheunifiedtrigonometricalcadastralnetwork05 sjtsk05 1052 =580,69,459
systemoftheunifiedtrigonometricalcadastralnetwork05ferro sjtsk05ferro 1055 =580,69,459
systemoftheunifiedtrigonometricalcadastralnetworkferro 6818 =566,68,450
systemoftheunifiedtrigonometricalcadastralnetworkjtsk03 sjtskjtsk03 1201 =558,69,453
tahaa54 tahaa1954 6629 =72,346,79
tahiti52 tahiti1952 6628 =162,117,154
tahiti79 tahiti1979 6690 =222,152,176
taiwandatum1967 twd1967 1025 =
taiwandatum1997 twd1997 1026 =
tananarive1925 6297 =-198,-241,-108
tananarive1925paris 6810 =-198,-241,-108
tapiaike 1257 =-192,66,132
ternisland1961 6707 =114,-116,-333
tete 6127 =-88,-111,-215
timbalai1948 6298 =-679,669,-48
tm65 6299 =476,-116,571
tokyo 6301 =-146,507,681
tokyo1892 1048 =?
tongageodeticdatum2005 1095 =
tpen11intermediatereferenceframe 1266 =
trinidad1903 6302 =-62,284,472
tristan1968 6734 =-632,438,-609
trucialcoast1948 6303 =
turkishnationalreferenceframe 1057 =
ukraine2000 1077 =24,-121,-76
vanualevu1915 6748 =51,391,-36
vientiane1982 6676 =42,-125,-37
vietnam2000 6756 =-192,-39,-111
vitilevu1912 6752 =98,390,-22
vitilevu1916 6731 =
voirol1875 6304 =-73,-247,227
voirol1875paris 6811 =-73,-247,227
voirol1879 6671 =
voirol1879paris 6821 =
voirolunifie1960 =?
wakeisland1952 6733 =276,-57,149
walbeck =
wc05intermediatereferenceframe 1386 =
wgs72transitbroadcastephemeris wgs1972be 6324 =
worldgeodeticsystem1966 wgs1966 6760 =
worldgeodeticsystem1972 wgs1972 6322 =
worldgeodeticsystem1984ensemble wgs1984 6326 =
worldgeodeticsystem1984g1150 1154 =
worldgeodeticsystem1984g1674 1155 =
worldgeodeticsystem1984g1762 1156 =
worldgeodeticsystem1984g2139 wgs1984g2139 1309 =
worldgeodeticsystem1984g2296 1383 =
worldgeodeticsystem1984g730 1152 =
worldgeodeticsystem1984g873 1153 =
worldgeodeticsystem1984transit 1166 =
xian1980 6610 =
xrail84 =65,24,31
yacare 6309 =-154,162,46
yemennationalgeodeticnetwork1996 yemenngn1996 6163 =
yoff 6310 =-30,190,89
zanderij 6311 =-265,120,-358
`;
