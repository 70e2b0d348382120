reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "How vote_average is spread" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "400 rows" at screen 0.02889,screen 0.90733 left font 'Liberation Sans,13' tc rgb '#5B6770' noenhanced front
set label 3 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 4 "a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.05151
set rmargin at screen 0.97111
set tmargin at screen 0.84361
set bmargin at screen 0.16528
unset logscale x
set xrange [2.935:9.565] noextend
unset logscale y
set yrange [0:81.224] noextend
unset xtics
set ytics scale 0 ('' 0, '' 10, '' 20, '' 30, '' 40, '' 50, '' 60, '' 70, '' 80)
set grid noxtics ytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 5 "rows" at screen 0.02889,screen 0.86622 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 6 "0" at screen 0.04343,screen 0.16528 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 7 "10" at screen 0.04343,screen 0.24879 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 8 "20" at screen 0.04343,screen 0.33231 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 9 "30" at screen 0.04343,screen 0.41582 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 10 "40" at screen 0.04343,screen 0.49933 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 11 "50" at screen 0.04343,screen 0.58285 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 12 "60" at screen 0.04343,screen 0.66636 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 13 "70" at screen 0.04343,screen 0.74988 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 14 "80" at screen 0.04343,screen 0.83339 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 15 "3" at screen 0.06053,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 16 "4" at screen 0.19923,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 17 "5" at screen 0.33794,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 18 "6" at screen 0.47664,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 19 "7" at screen 0.61534,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 20 "8" at screen 0.75404,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 21 "9" at screen 0.89274,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 22 "vote_average" at screen 0.51131,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set object 23 rectangle from screen 0.49498,screen 0.81522 to screen 0.56435,screen 0.84022 front fc rgb '#2EFFFFFF' fs solid 1 noborder
set label 24 "median 6.1" at screen 0.49883,screen 0.82772 left font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
$d1 << EOD
3.25 1.5 3.015 3.485 0 3 29362
3.75 2.5 3.515 3.9850000000000003 0 5 29362
4.25 9 4.015 4.485 0 18 29362
4.75 18 4.515 4.985 0 36 29362
5.25 25.5 5.015000000000001 5.485 0 51 29362
5.75 35.5 5.515000000000001 5.985 0 71 29362
6.25 34.5 6.015000000000001 6.485 0 69 29362
6.75 28.5 6.515000000000001 6.984999999999999 0 57 29362
7.249999999999999 22.5 7.014999999999999 7.484999999999999 0 45 29362
7.749999999999999 11 7.514999999999999 7.984999999999999 0 22 29362
8.25 7 8.014999999999999 8.485 0 14 29362
8.75 4 8.514999999999999 8.985 0 8 29362
9.25 0.5 9.014999999999999 9.485 0 1 29362
EOD
$d2 << EOD
2.935 0
9.565 0
EOD
$d3 << EOD
6.104442022414878 0
6.104442022414878 81.224
EOD
$d4 << EOD
2.935 0
EOD
plot $d1 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d2 using 1:2 with lines lw 1.04 lc rgb '#8A949E' dt 1, \
  $d3 using 1:2 with lines lw 1.73333 lc rgb '#E69F00' dt 1, \
  $d4 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2 $d3 $d4
