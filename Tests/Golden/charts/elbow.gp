reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "How many clusters are worth having" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "4 clusters taken" at screen 0.02889,screen 0.90733 left font 'Liberation Sans,13' tc rgb '#5B6770' noenhanced front
set label 3 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 4 "a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set multiplot
set lmargin at screen 0.06538
set rmargin at screen 0.97111
set tmargin at screen 0.84361
set bmargin at screen 0.53789
unset logscale x
set xrange [1.68:10.32] noextend
unset logscale y
set yrange [0:2496] noextend
unset xtics
set ytics scale 0 ('' 0, '' 1000, '' 2000)
set grid noxtics ytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 5 "distance within clusters (inertia)" at screen 0.02889,screen 0.86622 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 6 "0" at screen 0.05729,screen 0.53789 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 7 "1000" at screen 0.05729,screen 0.66037 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 8 "2000" at screen 0.05729,screen 0.78286 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 9 "2" at screen 0.09892,screen 0.51528 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 10 "3" at screen 0.20375,screen 0.51528 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 11 "4" at screen 0.30858,screen 0.51528 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 12 "5" at screen 0.41341,screen 0.51528 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 13 "6" at screen 0.51824,screen 0.51528 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 14 "7" at screen 0.62307,screen 0.51528 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 15 "8" at screen 0.7279,screen 0.51528 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 16 "9" at screen 0.83274,screen 0.51528 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 17 "10" at screen 0.93757,screen 0.51528 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
$d1 << EOD
4 0
4 2496
EOD
$d2 << EOD
2 2400
3 1700
4 1350
5 1140
6 1000
7 900
8 825
9 766.6666666666667
10 720
EOD
$d3 << EOD
2 2400
3 1700
4 1350
5 1140
6 1000
7 900
8 825
9 766.6666666666667
10 720
EOD
$d4 << EOD
1.68 0
EOD
plot $d1 using 1:2 with lines lw 1.73333 lc rgb '#E69F00' dt (9,7), \
  $d2 using 1:2 with lines lw 2.08 lc rgb '#0072B2' dt 1, \
  $d3 using 1:2 with points pt 7 ps 0.69333 lw 1 lc rgb '#0072B2', \
  $d4 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2 $d3 $d4
set lmargin at screen 0.06538
set rmargin at screen 0.97111
set tmargin at screen 0.44167
set bmargin at screen 0.16528
unset logscale x
set xrange [1.68:10.32] noextend
unset logscale y
set yrange [0.2879999999999999:0.612] noextend
unset xtics
set ytics scale 0 ('' 0.30000000000000004, '' 0.4, '' 0.5, '' 0.6000000000000001)
set grid noxtics ytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 1 "how well they are parted (silhouette)" at screen 0.02889,screen 0.46428 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 2 "0.3" at screen 0.05729,screen 0.17551 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 3 "0.4" at screen 0.05729,screen 0.26082 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 4 "0.5" at screen 0.05729,screen 0.34612 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 5 "0.6" at screen 0.05729,screen 0.43143 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 6 "2" at screen 0.09892,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 7 "3" at screen 0.20375,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 8 "4" at screen 0.30858,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 9 "5" at screen 0.41341,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 10 "6" at screen 0.51824,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 11 "7" at screen 0.62307,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 12 "8" at screen 0.7279,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 13 "9" at screen 0.83274,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 14 "10" at screen 0.93757,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 15 "clusters" at screen 0.51824,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
$d1 << EOD
4 0.2879999999999999
4 0.612
EOD
$d2 << EOD
2 0.5
3 0.5499999999999999
4 0.6
5 0.5499999999999999
6 0.5
7 0.44999999999999996
8 0.39999999999999997
9 0.35
10 0.29999999999999993
EOD
$d3 << EOD
2 0.5
3 0.5499999999999999
4 0.6
5 0.5499999999999999
6 0.5
7 0.44999999999999996
8 0.39999999999999997
9 0.35
10 0.29999999999999993
EOD
$d4 << EOD
1.68 0.2879999999999999
EOD
plot $d1 using 1:2 with lines lw 1.73333 lc rgb '#E69F00' dt (9,7), \
  $d2 using 1:2 with lines lw 2.08 lc rgb '#0072B2' dt 1, \
  $d3 using 1:2 with points pt 7 ps 0.69333 lw 1 lc rgb '#0072B2', \
  $d4 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2 $d3 $d4
unset multiplot
