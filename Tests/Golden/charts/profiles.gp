reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "What is typical of each cluster" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 3 "a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set object 4 rectangle from screen 0.02889,screen 0.88289 to screen 0.03948,screen 0.89878 front fc rgb '#0072B2' fs solid 1 noborder
set label 5 "cluster 1" at screen 0.04815,screen 0.89083 left font 'Liberation Sans,12' tc rgb '#3D4852' noenhanced front
set object 6 rectangle from screen 0.12073,screen 0.88289 to screen 0.13132,screen 0.89878 front fc rgb '#E69F00' fs solid 1 noborder
set label 7 "cluster 2" at screen 0.13999,screen 0.89083 left font 'Liberation Sans,12' tc rgb '#3D4852' noenhanced front
set object 8 rectangle from screen 0.21257,screen 0.88289 to screen 0.22316,screen 0.89878 front fc rgb '#009E73' fs solid 1 noborder
set label 9 "cluster 3" at screen 0.23183,screen 0.89083 left font 'Liberation Sans,12' tc rgb '#3D4852' noenhanced front
set object 10 rectangle from screen 0.30441,screen 0.88289 to screen 0.315,screen 0.89878 front fc rgb '#CC79A7' fs solid 1 noborder
set label 11 "cluster 4" at screen 0.32366,screen 0.89083 left font 'Liberation Sans,12' tc rgb '#3D4852' noenhanced front
set lmargin at screen 0.10972
set rmargin at screen 0.97111
set tmargin at screen 0.85294
set bmargin at screen 0.16528
unset logscale x
set xrange [-2.7768444824889302:1.38922916854918] noextend
unset logscale y
set yrange [5.5:-0.5] noextend
set xtics scale 0 ('' -2.5, '' -2, '' -1.5, '' -1, '' -0.5, '' 0, '' 0.5, '' 1)
unset ytics
set grid xtics noytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 12 "popularity" at screen 0.10163,screen 0.79564 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 13 "vote_count" at screen 0.10163,screen 0.68103 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 14 "runtime" at screen 0.10163,screen 0.56642 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 15 "budget" at screen 0.10163,screen 0.45181 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 16 "revenue" at screen 0.10163,screen 0.33719 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 17 "release_date" at screen 0.10163,screen 0.22258 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 18 "−2.5" at screen 0.16696,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 19 "−2.0" at screen 0.27034,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 20 "−1.5" at screen 0.37373,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 21 "−1.0" at screen 0.47711,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 22 "−0.5" at screen 0.58049,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 23 "0.0" at screen 0.68387,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 24 "0.5" at screen 0.78725,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 25 "1.0" at screen 0.89063,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 26 "standard deviations above or below the mean of all" at screen 0.54042,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
$d1 << EOD
-1.3112727291882038 -0.30000000000000004 -2.6225454583764076 0 -0.392 -0.20800000000000002 29362
-0.2788375435397029 0.7 -0.5576750870794058 0 0.608 0.792 29362
-0.1009621426463127 1.7000000000000002 -0.2019242852926254 0 1.608 1.792 29362
0.5712904242798686 2.7 0 1.1425808485597373 2.608 2.7920000000000003 29362
-1.2497302786447109 3.7 -2.4994605572894217 0 3.608 3.7920000000000003 29362
-0.9832836436107755 4.699999999999999 -1.966567287221551 0 4.608 4.792 29362
EOD
$d2 << EOD
0.07066316539421677 -0.1 0 0.14132633078843354 -0.192 -0.008000000000000007 15113984
0.5062104556709528 0.9 0 1.0124209113419056 0.808 0.992 15113984
0.044433625321835285 1.9 0 0.08886725064367057 1.808 1.992 15113984
-1.0312873196788133 2.9000000000000004 -2.0625746393576265 0 2.8080000000000003 2.9920000000000004 15113984
0.36027062050998215 3.9000000000000004 0 0.7205412410199643 3.8080000000000003 3.9920000000000004 15113984
-0.5965056926012039 4.9 -1.1930113852024078 0 4.808 4.992 15113984
EOD
$d3 << EOD
0.29982378911226987 0.1 0 0.5996475782245397 0.008 0.192 40563
-0.5233122989535332 1.1 -1.0466245979070663 0 1.008 1.192 40563
-0.07969626691192389 2.1 -0.15939253382384777 0 2.008 2.192 40563
0.6174650722183287 3.1 0 1.2349301444366574 3.008 3.192 40563
-0.3144573152065277 4.1 -0.6289146304130554 0 4.008 4.192 40563
-0.2558408368378877 5.1 -0.5116816736757754 0 5.008 5.192 40563
EOD
$d4 << EOD
0.2897858724929392 0.30000000000000004 0 0.5795717449858784 0.20800000000000007 0.39200000000000007 13400487
-0.40070595061406494 1.3000000000000003 -0.8014119012281299 0 1.2080000000000002 1.3920000000000001 13400487
0.5481143413111568 2.3000000000000003 0 1.0962286826223135 2.208 2.3920000000000003 13400487
-1.2543212482705712 3.3000000000000003 -2.5086424965411425 0 3.208 3.3920000000000003 13400487
0.2629843157716095 4.300000000000001 0 0.525968631543219 4.208 4.392 13400487
-0.5138581979088486 5.299999999999999 -1.0277163958176971 0 5.207999999999999 5.3919999999999995 13400487
EOD
$d5 << EOD
0 -0.5
0 5.5
EOD
$d6 << EOD
-2.7768444824889302 -0.5
EOD
plot $d1 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d2 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d3 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d4 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d5 using 1:2 with lines lw 1.04 lc rgb '#8A949E' dt 1, \
  $d6 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2 $d3 $d4 $d5 $d6
