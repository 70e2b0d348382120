reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "mean vote by genre and decade" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 3 "a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 4 "mean vote" at screen 0.02889,screen 0.89083 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set label 5 "−3.17" at screen 0.10683,screen 0.89083 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set object 6 rectangle from screen 0.1504,screen 0.88289 to screen 0.1658,screen 0.89878 front fc rgb '#EFF5FA' fs solid 1 noborder
set object 7 rectangle from screen 0.1658,screen 0.88289 to screen 0.18121,screen 0.89878 front fc rgb '#D0E2F1' fs solid 1 noborder
set object 8 rectangle from screen 0.18121,screen 0.88289 to screen 0.19662,screen 0.89878 front fc rgb '#A6CBE6' fs solid 1 noborder
set object 9 rectangle from screen 0.19662,screen 0.88289 to screen 0.21203,screen 0.89878 front fc rgb '#75AFD8' fs solid 1 noborder
set object 10 rectangle from screen 0.21203,screen 0.88289 to screen 0.22743,screen 0.89878 front fc rgb '#448EC4' fs solid 1 noborder
set object 11 rectangle from screen 0.22743,screen 0.88289 to screen 0.24284,screen 0.89878 front fc rgb '#216DAB' fs solid 1 noborder
set object 12 rectangle from screen 0.24284,screen 0.88289 to screen 0.25825,screen 0.89878 front fc rgb '#0D4E8E' fs solid 1 noborder
set object 13 rectangle from screen 0.25825,screen 0.88289 to screen 0.27366,screen 0.89878 front fc rgb '#08306B' fs solid 1 noborder
set label 14 "1.84" at screen 0.28232,screen 0.89083 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.10972
set rmargin at screen 0.97111
set tmargin at screen 0.82794
set bmargin at screen 0.16528
unset logscale x
set xrange [-0.5:6.5] noextend
unset logscale y
set yrange [5.5:-0.5] noextend
unset xtics
unset ytics
set grid noxtics noytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 15 "genre" at screen 0.02889,screen 0.85056 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 16 "popularity" at screen 0.10163,screen 0.77272 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 17 "vote_count" at screen 0.10163,screen 0.66228 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 18 "runtime" at screen 0.10163,screen 0.55183 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 19 "budget" at screen 0.10163,screen 0.44139 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 20 "revenue" at screen 0.10163,screen 0.33094 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 21 "release_date" at screen 0.10163,screen 0.2205 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 22 "popularity" at screen 0.17125,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 23 "vote_count" at screen 0.29431,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 24 "runtime" at screen 0.41736,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 25 "budget" at screen 0.54042,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 26 "revenue" at screen 0.66347,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 27 "release_date" at screen 0.78653,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 28 "is_english" at screen 0.90958,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 29 "decade" at screen 0.54042,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 30 "−2.02" at screen 0.17125,screen 0.77272 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 31 "−0.63" at screen 0.29431,screen 0.77272 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 32 "−0.25" at screen 0.41736,screen 0.77272 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 33 "1.40" at screen 0.54042,screen 0.77272 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 34 "−2.08" at screen 0.66347,screen 0.77272 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 35 "−1.99" at screen 0.78653,screen 0.77272 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 36 "−1.57" at screen 0.90958,screen 0.77272 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 37 "0.19" at screen 0.17125,screen 0.66228 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 38 "0.43" at screen 0.29431,screen 0.66228 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 39 "−1.59" at screen 0.41736,screen 0.66228 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 40 "1.17" at screen 0.54042,screen 0.66228 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 41 "−0.80" at screen 0.66347,screen 0.66228 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 42 "−1.41" at screen 0.78653,screen 0.66228 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 43 "−3.17" at screen 0.90958,screen 0.66228 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 44 "1.63" at screen 0.17125,screen 0.55183 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 45 "0.78" at screen 0.29431,screen 0.55183 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 46 "0.22" at screen 0.41736,screen 0.55183 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 47 "0.29" at screen 0.54042,screen 0.55183 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 48 "−1.60" at screen 0.66347,screen 0.55183 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 49 "−1.89" at screen 0.78653,screen 0.55183 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 50 "−0.52" at screen 0.90958,screen 0.55183 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 51 "−1.44" at screen 0.17125,screen 0.44139 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 52 "0.76" at screen 0.29431,screen 0.44139 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 53 "−0.17" at screen 0.41736,screen 0.44139 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 54 "−0.60" at screen 0.54042,screen 0.44139 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 55 "−1.26" at screen 0.66347,screen 0.44139 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 56 "−1.08" at screen 0.78653,screen 0.44139 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 57 "−0.37" at screen 0.90958,screen 0.44139 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 58 "0.53" at screen 0.17125,screen 0.33094 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 59 "1.17" at screen 0.29431,screen 0.33094 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 60 "−0.36" at screen 0.41736,screen 0.33094 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 61 "1.15" at screen 0.54042,screen 0.33094 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 62 "−1.09" at screen 0.66347,screen 0.33094 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 63 "0.57" at screen 0.78653,screen 0.33094 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 64 "−1.02" at screen 0.90958,screen 0.33094 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 65 "1.59" at screen 0.17125,screen 0.2205 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 66 "1.84" at screen 0.29431,screen 0.2205 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 67 "−0.21" at screen 0.41736,screen 0.2205 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 68 "1.14" at screen 0.54042,screen 0.2205 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 69 "−1.37" at screen 0.66347,screen 0.2205 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 70 "−1.45" at screen 0.78653,screen 0.2205 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 71 "−0.09" at screen 0.90958,screen 0.2205 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
$d1 << EOD
0 0 -0.493 0.493 -0.493 0.493 12178923
1 0 0.507 1.493 -0.493 0.493 5938637
2 0 1.507 2.493 -0.493 0.493 4230082
3 0 2.507 3.493 -0.493 0.493 738177
4 0 3.507 4.493 -0.493 0.493 12441836
5 0 4.507 5.493 -0.493 0.493 12047595
6 0 5.507 6.493 -0.493 0.493 10143203
0 1 -0.493 0.493 0.507 1.493 2848691
1 1 0.507 1.493 0.507 1.493 2190507
2 1 1.507 2.493 0.507 1.493 10274532
3 1 2.507 3.493 0.507 1.493 871564
4 1 3.507 4.493 0.507 1.493 6727122
5 1 4.507 5.493 0.507 1.493 9420768
6 1 5.507 6.493 0.507 1.493 15726074
0 2 -0.493 0.493 1.507 2.493 604533
1 2 0.507 1.493 1.507 2.493 1138078
2 2 1.507 2.493 1.507 2.493 2782898
3 2 2.507 3.493 1.507 2.493 2519728
4 2 3.507 4.493 1.507 2.493 10274532
5 2 4.507 5.493 1.507 2.493 11588073
6 2 5.507 6.493 1.507 2.493 5412810
0 3 -0.493 0.493 2.507 3.493 9617633
1 3 0.507 1.493 2.507 3.493 1203615
2 3 1.507 2.493 2.507 3.493 3835840
3 3 2.507 3.493 2.507 3.493 5807052
4 3 3.507 4.493 2.507 3.493 8764126
5 3 4.507 5.493 2.507 3.493 7975642
6 3 5.507 6.493 2.507 3.493 4755910
0 4 -0.493 0.493 3.507 4.493 1861799
1 4 0.507 1.493 3.507 4.493 871564
2 4 1.507 2.493 3.507 4.493 4690117
3 4 2.507 3.493 3.507 4.493 871821
4 4 3.507 4.493 3.507 4.493 8041178
5 4 4.507 5.493 3.507 4.493 1795750
6 4 5.507 6.493 3.507 4.493 7712728
0 5 -0.493 0.493 4.507 5.493 670583
1 5 0.507 1.493 4.507 5.493 536683
2 5 1.507 2.493 4.507 5.493 4032961
3 5 2.507 3.493 4.507 5.493 872077
4 5 3.507 4.493 4.507 5.493 9289184
5 5 4.507 5.493 4.507 5.493 9617633
6 5 5.507 6.493 4.507 5.493 3638461
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
