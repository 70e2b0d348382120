reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "What counts for high_rating" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "share of what the forest gained by splitting on it" at screen 0.02889,screen 0.90733 left font 'Liberation Sans,13' tc rgb '#5B6770' noenhanced front
set label 3 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 4 "a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.37109
set rmargin at screen 0.92836
set tmargin at screen 0.86861
set bmargin at screen 0.10083
unset logscale x
set xrange [0:0.4704] noextend
unset logscale y
set yrange [11.5:-0.5] noextend
unset xtics
unset ytics
set grid noxtics noytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 5 "popularity" at screen 0.363,screen 0.83662 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 6 "vote_count" at screen 0.363,screen 0.77264 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 7 "runtime" at screen 0.363,screen 0.70866 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 8 "budget" at screen 0.363,screen 0.64468 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 9 "revenue" at screen 0.363,screen 0.58069 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 10 "release_date" at screen 0.363,screen 0.51671 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 11 "is_english" at screen 0.363,screen 0.45273 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 12 "genre_count" at screen 0.363,screen 0.38875 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 13 "is_october" at screen 0.363,screen 0.32477 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 14 "original_language" at screen 0.363,screen 0.26079 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 15 "decade" at screen 0.363,screen 0.19681 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 16 "a name so long that nobody would want to read all of it at o…" at screen 0.363,screen 0.13282 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 17 "0.420" at screen 0.9351,screen 0.83662 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 18 "0.302" at screen 0.77907,screen 0.77264 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 19 "0.218" at screen 0.66672,screen 0.70866 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 20 "0.157" at screen 0.58583,screen 0.64468 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 21 "0.113" at screen 0.52759,screen 0.58069 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 22 "0.081" at screen 0.48565,screen 0.51671 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 23 "0.059" at screen 0.45546,screen 0.45273 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 24 "0.042" at screen 0.43372,screen 0.38875 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 25 "0.030" at screen 0.41807,screen 0.32477 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 26 "0.022" at screen 0.4068,screen 0.26079 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 27 "0.016" at screen 0.39869,screen 0.19681 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 28 "0.011" at screen 0.39285,screen 0.13282 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
$d1 << EOD
0.21 0 0 0.42 -0.36 0.36 29362
0.1512 1 0 0.3024 0.64 1.3599999999999999 29362
0.10886399999999999 2 0 0.21772799999999998 1.6400000000000001 2.36 29362
0.07838207999999999 3 0 0.15676415999999999 2.64 3.36 29362
0.05643509759999999 4 0 0.11287019519999998 3.64 4.36 29362
0.04063327027199999 5 0 0.08126654054399998 4.64 5.36 29362
0.029255954595839993 6 0 0.058511909191679985 5.64 6.36 29362
0.02106428730900479 7 0 0.04212857461800958 6.64 7.36 29362
0.01516628686248345 8 0 0.0303325737249669 7.64 8.36 29362
0.010919726540988084 9 0 0.021839453081976167 8.64 9.36 29362
0.00786220310951142 10 0 0.01572440621902284 9.64 10.36 29362
0.005660786238848223 11 0 0.011321572477696445 10.64 11.36 29362
EOD
$d2 << EOD
0 -0.5
0 11.5
EOD
$d3 << EOD
0.3696 0 0.1008 0
0.266112 1 0.07257599999999997 0
0.19160064 2 0.05225471999999998 0
0.13795246079999998 3 0.03762339840000001 0
0.09932577177599998 4 0.02708884684799999 0
0.07151455567871999 5 0.019503969730559984 0
0.05149048008867839 6 0.014042858206003192 0
0.037073145663848436 7 0.010110857908322293 0
0.026692664877970874 8 0.007279817693992052 0
0.019218718712139028 9 0.005241468739674279 0
0.013837477472740101 10 0.00377385749256548 0
0.009962983780372872 11 0.002717177394647146 0
EOD
$d4 << EOD
0 -0.5
EOD
plot $d1 using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lw 1 lc rgb variable, \
  $d2 using 1:2 with lines lw 1.04 lc rgb '#8A949E' dt 1, \
  $d3 using 1:2:3:4 with vectors nohead lw 1.38667 lc rgb '#1F2933' dt 1, \
  $d4 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2 $d3 $d4
