reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "films by genre" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 3 "a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.10972
set rmargin at screen 0.93183
set tmargin at screen 0.89694
set bmargin at screen 0.10083
unset logscale x
set xrange [0:9859] noextend
unset logscale y
set yrange [8.5:-0.5] noextend
unset xtics
unset ytics
set grid noxtics noytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 4 "popularity" at screen 0.10163,screen 0.85272 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 5 "vote_count" at screen 0.10163,screen 0.76426 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 6 "runtime" at screen 0.10163,screen 0.6758 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 7 "budget" at screen 0.10163,screen 0.58735 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 8 "revenue" at screen 0.10163,screen 0.49889 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 9 "release_date" at screen 0.10163,screen 0.41043 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 10 "is_english" at screen 0.10163,screen 0.32198 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 11 "genre_count" at screen 0.10163,screen 0.23352 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 12 "is_october" at screen 0.10163,screen 0.14506 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 13 "586" at screen 0.16533,screen 0.85272 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 14 "251" at screen 0.13739,screen 0.76426 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 15 "9859" at screen 0.93857,screen 0.6758 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 16 "4940" at screen 0.52839,screen 0.58735 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 17 "3070" at screen 0.37246,screen 0.49889 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 18 "2824" at screen 0.35195,screen 0.41043 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 19 "5161" at screen 0.54682,screen 0.32198 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 20 "3734" at screen 0.42783,screen 0.23352 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 21 "6231" at screen 0.63604,screen 0.14506 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
$d1 << EOD
293 0 0 586 -0.36 0.36 29362
125.5 1 0 251 0.64 1.3599999999999999 29362
4929.5 2 0 9859 1.6400000000000001 2.36 29362
2470 3 0 4940 2.64 3.36 29362
1535 4 0 3070 3.64 4.36 29362
1412 5 0 2824 4.64 5.36 29362
2580.5 6 0 5161 5.64 6.36 29362
1867 7 0 3734 6.64 7.36 29362
3115.5 8 0 6231 7.64 8.36 29362
EOD
$d2 << EOD
0 -0.5
0 8.5
EOD
$d3 << EOD
0 -0.5
EOD
plot $d1 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d2 using 1:2 with lines lw 1.04 lc rgb '#8A949E' dt 1, \
  $d3 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2 $d3
