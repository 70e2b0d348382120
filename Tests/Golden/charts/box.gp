reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "runtime by genre" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "the middle half as a box, its median as a line, 400 rows" at screen 0.02889,screen 0.90733 left font 'Liberation Sans,13' tc rgb '#5B6770' noenhanced front
set label 3 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 4 "a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.12218
set rmargin at screen 0.97111
set tmargin at screen 0.86861
set bmargin at screen 0.16528
unset logscale x
set xrange [36.2:165.8] noextend
unset logscale y
set yrange [4.5:-0.5] noextend
set xtics scale 0 ('' 40, '' 60, '' 80, '' 100, '' 120, '' 140, '' 160)
unset ytics
set grid xtics noytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 5 "Horror" at screen 0.11409,screen 0.79828 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 6 "Thriller" at screen 0.11409,screen 0.65761 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 7 "Comedy" at screen 0.11409,screen 0.51694 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 8 "Science Fiction" at screen 0.11409,screen 0.37628 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 9 "Drama" at screen 0.11409,screen 0.23561 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 10 "40" at screen 0.14707,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 11 "60" at screen 0.27808,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 12 "80" at screen 0.40908,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 13 "100" at screen 0.54009,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 14 "120" at screen 0.6711,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 15 "140" at screen 0.80211,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 16 "160" at screen 0.93312,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 17 "runtime" at screen 0.54664,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
$d1 << EOD
47 0 39 0
113.75 0 37.25 0
EOD
$d2 << EOD
99.875 0 86 113.75 -0.2782962962962963 0.2782962962962963 9224412
EOD
$d3 << EOD
100 -0.2782962962962963 0 0.5565925925925926
EOD
$d4 << EOD
43 1 41 0
113 1 39 0
EOD
$d5 << EOD
98.5 1 84 113 0.7217037037037037 1.2782962962962963 9224412
EOD
$d6 << EOD
97 0.7217037037037037 0 0.5565925925925925
EOD
$d7 << EOD
44 2 43 0
119.75 2 36.25 0
EOD
$d8 << EOD
103.375 2 87 119.75 1.7217037037037037 2.2782962962962965 9224412
EOD
$d9 << EOD
97 1.7217037037037037 0 0.5565925925925927
EOD
$d10 << EOD
57 3 23.5 0
111 3 31 0
EOD
$d11 << EOD
95.75 3 80.5 111 2.7217037037037035 3.2782962962962965 9224412
EOD
$d12 << EOD
97 2.7217037037037035 0 0.556592592592593
EOD
$d13 << EOD
105 4 -7.5 0
108.25 4 3.75 0
EOD
$d14 << EOD
102.875 4 97.5 108.25 3.7217037037037035 4.278296296296296 9224412
EOD
$d15 << EOD
106 3.7217037037037035 0 0.5565925925925925
EOD
$d16 << EOD
41 0
157 0
161 1
160 3
75 4
EOD
$d17 << EOD
36.2 -0.5
EOD
plot $d1 using 1:2:3:4 with vectors nohead lw 1.38667 lc rgb '#8A949E' dt 1, \
  $d2 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d3 using 1:2:3:4 with vectors nohead lw 2.25333 lc rgb '#1F2933' dt 1, \
  $d4 using 1:2:3:4 with vectors nohead lw 1.38667 lc rgb '#8A949E' dt 1, \
  $d5 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d6 using 1:2:3:4 with vectors nohead lw 2.25333 lc rgb '#1F2933' dt 1, \
  $d7 using 1:2:3:4 with vectors nohead lw 1.38667 lc rgb '#8A949E' dt 1, \
  $d8 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d9 using 1:2:3:4 with vectors nohead lw 2.25333 lc rgb '#1F2933' dt 1, \
  $d10 using 1:2:3:4 with vectors nohead lw 1.38667 lc rgb '#8A949E' dt 1, \
  $d11 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d12 using 1:2:3:4 with vectors nohead lw 2.25333 lc rgb '#1F2933' dt 1, \
  $d13 using 1:2:3:4 with vectors nohead lw 1.38667 lc rgb '#8A949E' dt 1, \
  $d14 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d15 using 1:2:3:4 with vectors nohead lw 2.25333 lc rgb '#1F2933' dt 1, \
  $d16 using 1:2 with points pt 7 ps 0.39 lw 1 lc rgb '#660072B2', \
  $d17 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2 $d3 $d4 $d5 $d6 $d7 $d8 $d9 $d10 $d11 $d12 $d13 $d14 $d15 $d16 $d17
