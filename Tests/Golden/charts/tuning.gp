reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "Which options are best" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "best auc 0.824: depth 4, trees 250" at screen 0.02889,screen 0.90733 left font 'Liberation Sans,13' tc rgb '#5B6770' noenhanced front
set label 3 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 4 "a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 5 "auc" at screen 0.02889,screen 0.8625 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set label 6 "0.758" at screen 0.06526,screen 0.8625 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set object 7 rectangle from screen 0.10795,screen 0.85456 to screen 0.12336,screen 0.87044 front fc rgb '#EFF5FA' fs solid 1 noborder
set object 8 rectangle from screen 0.12336,screen 0.85456 to screen 0.13877,screen 0.87044 front fc rgb '#D0E2F1' fs solid 1 noborder
set object 9 rectangle from screen 0.13877,screen 0.85456 to screen 0.15417,screen 0.87044 front fc rgb '#A6CBE6' fs solid 1 noborder
set object 10 rectangle from screen 0.15417,screen 0.85456 to screen 0.16958,screen 0.87044 front fc rgb '#75AFD8' fs solid 1 noborder
set object 11 rectangle from screen 0.16958,screen 0.85456 to screen 0.18499,screen 0.87044 front fc rgb '#448EC4' fs solid 1 noborder
set object 12 rectangle from screen 0.18499,screen 0.85456 to screen 0.20039,screen 0.87044 front fc rgb '#216DAB' fs solid 1 noborder
set object 13 rectangle from screen 0.20039,screen 0.85456 to screen 0.2158,screen 0.87044 front fc rgb '#0D4E8E' fs solid 1 noborder
set object 14 rectangle from screen 0.2158,screen 0.85456 to screen 0.23121,screen 0.87044 front fc rgb '#08306B' fs solid 1 noborder
set label 15 "0.824" at screen 0.23988,screen 0.8625 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.05151
set rmargin at screen 0.97111
set tmargin at screen 0.79961
set bmargin at screen 0.16528
unset logscale x
set xrange [-0.5:5.5] noextend
unset logscale y
set yrange [4.5:-0.5] noextend
unset xtics
unset ytics
set grid noxtics noytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 16 "depth" at screen 0.02889,screen 0.82222 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 17 "2" at screen 0.04343,screen 0.73618 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 18 "4" at screen 0.04343,screen 0.60931 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 19 "8" at screen 0.04343,screen 0.48244 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 20 "16" at screen 0.04343,screen 0.35558 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 21 "32" at screen 0.04343,screen 0.22871 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 22 "50" at screen 0.12815,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 23 "100" at screen 0.28141,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 24 "150" at screen 0.43468,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 25 "200" at screen 0.58795,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 26 "250" at screen 0.74121,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 27 "300" at screen 0.89448,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 28 "trees" at screen 0.51131,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 29 "0.778" at screen 0.12815,screen 0.73618 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 30 "0.785" at screen 0.28141,screen 0.73618 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 31 "0.791" at screen 0.43468,screen 0.73618 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 32 "0.821" at screen 0.58795,screen 0.73618 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 33 "0.762" at screen 0.74121,screen 0.73618 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 34 "0.758" at screen 0.89448,screen 0.73618 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 35 "0.814" at screen 0.12815,screen 0.60931 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 36 "0.806" at screen 0.28141,screen 0.60931 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 37 "0.793" at screen 0.43468,screen 0.60931 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 38 "0.765" at screen 0.58795,screen 0.60931 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 39 "0.824" at screen 0.74121,screen 0.60931 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 40 "0.776" at screen 0.89448,screen 0.60931 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 41 "0.796" at screen 0.12815,screen 0.48244 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 42 "0.784" at screen 0.28141,screen 0.48244 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 43 "0.823" at screen 0.43468,screen 0.48244 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 44 "0.799" at screen 0.58795,screen 0.48244 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 45 "0.787" at screen 0.74121,screen 0.48244 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 46 "0.786" at screen 0.89448,screen 0.48244 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 47 "0.807" at screen 0.12815,screen 0.35558 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 48 "0.788" at screen 0.28141,screen 0.35558 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 49 "0.815" at screen 0.43468,screen 0.35558 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 50 "0.768" at screen 0.58795,screen 0.35558 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 51 "0.790" at screen 0.74121,screen 0.35558 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 52 "0.776" at screen 0.89448,screen 0.35558 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 53 "0.813" at screen 0.12815,screen 0.22871 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 54 "0.799" at screen 0.28141,screen 0.22871 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 55 "0.805" at screen 0.43468,screen 0.22871 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 56 "0.811" at screen 0.58795,screen 0.22871 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 57 "0.801" at screen 0.74121,screen 0.22871 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 58 "0.795" at screen 0.89448,screen 0.22871 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
$d1 << EOD
0 0 -0.494 0.494 -0.494 0.494 10471653
1 0 0.506 1.494 -0.494 0.494 8041434
2 0 1.506 2.494 -0.494 0.494 5872845
3 0 2.506 3.494 -0.494 0.494 604276
4 0 3.506 4.494 -0.494 0.494 14740726
5 0 4.506 5.494 -0.494 0.494 15726074
0 1 -0.494 0.494 0.506 1.494 872336
1 1 0.506 1.494 0.506 1.494 1927335
2 1 1.506 2.494 0.506 1.494 5281481
3 1 2.506 3.494 0.506 1.494 14149620
4 1 3.506 4.494 0.506 1.494 536683
5 1 4.506 5.494 0.506 1.494 10996967
0 2 -0.494 0.494 1.506 2.494 4230083
1 2 0.506 1.494 1.506 2.494 8304348
2 2 1.506 2.494 1.506 2.494 537454
3 2 2.506 3.494 1.506 2.494 3441083
4 2 3.506 4.494 1.506 2.494 7187157
5 2 4.506 5.494 1.506 2.494 7712728
0 3 -0.494 0.494 2.506 3.494 1730213
1 3 0.506 1.494 2.506 3.494 6858451
2 3 1.506 2.494 2.506 3.494 805770
3 3 2.506 3.494 2.506 3.494 13426929
4 3 3.506 4.494 2.506 3.494 6464208
5 3 4.506 5.494 2.506 3.494 11062503
0 4 -0.494 0.494 3.506 4.494 938900
1 4 0.506 1.494 3.506 4.494 3506876
2 4 1.506 2.494 3.506 4.494 2059178
3 4 2.506 3.494 3.506 4.494 1005979
4 4 3.506 4.494 3.506 4.494 2980533
5 4 4.506 5.494 3.506 4.494 4492996
EOD
$d2 << EOD
3.52 0.52
4.48 0.52
4.48 1.48
3.52 1.48
3.52 0.52
EOD
$d3 << EOD
-0.5 -0.5
EOD
plot $d1 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 border lc rgb '#FFFFFF' lw 1 lc rgb variable, \
  $d2 using 1:2 with lines lw 3.46667 lc rgb '#E69F00' dt 1, \
  $d3 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2 $d3
