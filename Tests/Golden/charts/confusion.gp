reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "Real and predicted genre" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "76\045 of 591 rows right" at screen 0.02889,screen 0.90733 left font 'Liberation Sans,13' tc rgb '#5B6770' noenhanced front
set label 3 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 4 "shares are of each real class, so rows add up to 100\045 · a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.30876
set rmargin at screen 0.76099
set tmargin at screen 0.84361
set bmargin at screen 0.16528
unset logscale x
set xrange [-0.5:2.5] noextend
unset logscale y
set yrange [2.5:-0.5] noextend
unset xtics
unset ytics
set grid noxtics noytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 5 "real" at screen 0.23911,screen 0.86622 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 6 "popularity" at screen 0.30067,screen 0.73056 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 7 "vote_count" at screen 0.30067,screen 0.50444 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 8 "runtime" at screen 0.30067,screen 0.27833 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 9 "popularity" at screen 0.38413,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 10 "vote_count" at screen 0.53487,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 11 "runtime" at screen 0.68562,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 12 "predicted" at screen 0.53487,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 13 "180" at screen 0.38413,screen 0.74306 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 14 "79\045" at screen 0.38413,screen 0.71806 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 15 "30" at screen 0.53487,screen 0.74306 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 16 "13\045" at screen 0.53487,screen 0.71806 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 17 "17" at screen 0.68562,screen 0.74306 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 18 "7.5\045" at screen 0.68562,screen 0.71806 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 19 "21" at screen 0.38413,screen 0.51694 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 20 "11\045" at screen 0.38413,screen 0.49194 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 21 "150" at screen 0.53487,screen 0.51694 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 22 "76\045" at screen 0.53487,screen 0.49194 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 23 "26" at screen 0.68562,screen 0.51694 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 24 "13\045" at screen 0.68562,screen 0.49194 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 25 "30" at screen 0.38413,screen 0.29083 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 26 "18\045" at screen 0.38413,screen 0.26583 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 27 "17" at screen 0.53487,screen 0.29083 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 28 "10\045" at screen 0.53487,screen 0.26583 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 29 "120" at screen 0.68562,screen 0.29083 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 30 "72\045" at screen 0.68562,screen 0.26583 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
$d1 << EOD
0 0 -0.497 0.497 -0.497 0.497 1137821
1 0 0.503 1.497 -0.497 0.497 13821170
2 0 1.503 2.497 -0.497 0.497 14674934
0 1 -0.497 0.497 0.503 1.497 14215156
1 1 0.503 1.497 0.503 1.497 1532835
2 1 1.503 2.497 0.503 1.497 13821170
0 2 -0.497 0.497 1.503 2.497 13098735
1 2 0.503 1.497 1.503 2.497 14280948
2 2 1.503 2.497 1.503 2.497 2190507
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
