reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "How columns go together" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "coefficients of correlation, 400 rows" at screen 0.02889,screen 0.90733 left font 'Liberation Sans,13' tc rgb '#5B6770' noenhanced front
set label 3 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 4 "a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 5 "−1 one falls" at screen 0.02889,screen 0.8625 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set object 6 rectangle from screen 0.10798,screen 0.85456 to screen 0.12338,screen 0.87044 front fc rgb '#D55E00' fs solid 1 noborder
set object 7 rectangle from screen 0.12338,screen 0.85456 to screen 0.13879,screen 0.87044 front fc rgb '#DD843D' fs solid 1 noborder
set object 8 rectangle from screen 0.13879,screen 0.85456 to screen 0.1542,screen 0.87044 front fc rgb '#E5AA7B' fs solid 1 noborder
set object 9 rectangle from screen 0.1542,screen 0.85456 to screen 0.16961,screen 0.87044 front fc rgb '#EDCFB8' fs solid 1 noborder
set object 10 rectangle from screen 0.16961,screen 0.85456 to screen 0.18501,screen 0.87044 front fc rgb '#F5F5F5' fs solid 1 noborder
set object 11 rectangle from screen 0.18501,screen 0.85456 to screen 0.20042,screen 0.87044 front fc rgb '#B8D4E4' fs solid 1 noborder
set object 12 rectangle from screen 0.20042,screen 0.85456 to screen 0.21583,screen 0.87044 front fc rgb '#7BB4D4' fs solid 1 noborder
set object 13 rectangle from screen 0.21583,screen 0.85456 to screen 0.23124,screen 0.87044 front fc rgb '#3D93C3' fs solid 1 noborder
set object 14 rectangle from screen 0.23124,screen 0.85456 to screen 0.24664,screen 0.87044 front fc rgb '#0072B2' fs solid 1 noborder
set label 15 "1 both rise" at screen 0.25531,screen 0.8625 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.11319
set rmargin at screen 0.97111
set tmargin at screen 0.82461
set bmargin at screen 0.13594
unset logscale x
set xrange [-0.5:3.5] noextend
unset logscale y
set yrange [3.5:-0.5] noextend
unset xtics
unset ytics
set grid noxtics noytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 16 "vote_average" at screen 0.1051,screen 0.73853 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 17 "runtime" at screen 0.1051,screen 0.56636 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 18 "vote_count" at screen 0.1051,screen 0.39419 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 19 "log votes" at screen 0.1051,screen 0.22203 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 20 "vote_average" at screen 0.22043,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 21 "runtime" at screen 0.43491,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 22 "vote_count" at screen 0.64939,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 23 "log votes" at screen 0.86387,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 24 "1.00" at screen 0.22043,screen 0.73853 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 25 "0.94" at screen 0.43491,screen 0.73853 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 26 "0.58" at screen 0.64939,screen 0.73853 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 27 "0.92" at screen 0.86387,screen 0.73853 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 28 "0.94" at screen 0.22043,screen 0.56636 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 29 "1.00" at screen 0.43491,screen 0.56636 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 30 "0.61" at screen 0.64939,screen 0.56636 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 31 "0.96" at screen 0.86387,screen 0.56636 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 32 "0.58" at screen 0.22043,screen 0.39419 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 33 "0.61" at screen 0.43491,screen 0.39419 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 34 "1.00" at screen 0.64939,screen 0.39419 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 35 "0.64" at screen 0.86387,screen 0.39419 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 36 "0.92" at screen 0.22043,screen 0.22203 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 37 "0.96" at screen 0.43491,screen 0.22203 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 38 "0.64" at screen 0.64939,screen 0.22203 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 39 "1.00" at screen 0.86387,screen 0.22203 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
$d1 << EOD
0 0 -0.496 0.496 -0.496 0.496 29362
1 0 0.504 1.496 -0.496 0.496 948918
2 0 1.504 2.496 -0.496 0.496 6859214
3 0 2.504 3.496 -0.496 0.496 1342903
0 1 -0.496 0.496 0.504 1.496 948918
1 1 0.504 1.496 0.504 1.496 29362
2 1 1.504 2.496 0.504 1.496 6268364
3 1 2.504 3.496 0.504 1.496 686261
0 2 -0.496 0.496 1.504 2.496 6859214
1 2 0.504 1.496 1.504 2.496 6268364
2 2 1.504 2.496 1.504 2.496 29362
3 2 2.504 3.496 1.504 2.496 5874122
0 3 -0.496 0.496 2.504 3.496 1342903
1 3 0.504 1.496 2.504 3.496 686261
2 3 1.504 2.496 2.504 3.496 5874122
3 3 2.504 3.496 2.504 3.496 29362
EOD
$d2 << EOD
-0.5 -0.5
EOD
plot $d1 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 border lc rgb '#FFFFFF' lw 1 lc rgb variable, \
  $d2 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2
