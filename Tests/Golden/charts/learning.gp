reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "What more rows would bring" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 3 "bands: one standard deviation over the folds · a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.06191
set rmargin at screen 0.84607
set tmargin at screen 0.87194
set bmargin at screen 0.16528
unset logscale x
set xrange [-77:6527] noextend
unset logscale y
set yrange [0.6570602511471952:0.9153535282805523] noextend
unset xtics
set ytics scale 0 ('' 0.7000000000000001, '' 0.75, '' 0.8, '' 0.8500000000000001, '' 0.9)
set grid noxtics ytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 4 "auc" at screen 0.02889,screen 0.89456 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 5 "0.70" at screen 0.05382,screen 0.28276 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 6 "0.75" at screen 0.05382,screen 0.41955 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 7 "0.80" at screen 0.05382,screen 0.55635 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 8 "0.85" at screen 0.05382,screen 0.69314 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 9 "0.90" at screen 0.05382,screen 0.82994 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 10 "0" at screen 0.07105,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 11 "1000" at screen 0.18979,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 12 "2000" at screen 0.30853,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 13 "3000" at screen 0.42727,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 14 "4000" at screen 0.54601,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 15 "5000" at screen 0.66475,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 16 "6000" at screen 0.78349,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 17 "rows to learn from" at screen 0.45399,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 18 "rows it had not seen" at screen 0.85377,screen 0.50584 left font 'Liberation Sans,11' tc rgb '#B4820D' noenhanced front
set label 19 "rows it learned from" at screen 0.85377,screen 0.76421 left font 'Liberation Sans,11' tc rgb '#086092' noenhanced front
$d1 << EOD
50 0.8857871106089464 0.9057871106089465
100 0.8804006137332276 0.9004006137332277
200 0.8764234832144857 0.8964234832144857
400 0.8733665740486733 0.8933665740486734
800 0.8709436248062895 0.8909436248062895
1600 0.8689759521477272 0.8889759521477272
3200 0.86734625560747 0.88734625560747
6400 0.8659743437993068 0.8859743437993068
EOD
$d2 << EOD
50 0.6666266688188011 0.7266266688188011
100 0.6897116554290244 0.7497116554290244
200 0.706756500509347 0.7667565005093471
400 0.7198575397913998 0.7798575397913998
800 0.7302416079730447 0.7902416079730448
1600 0.7386744907954549 0.7986744907954549
3200 0.745658904539414 0.805658904539414
6400 0.7515385265743993 0.8115385265743994
EOD
$d3 << EOD
50 0.8957871106089464
100 0.8904006137332277
200 0.8864234832144857
400 0.8833665740486734
800 0.8809436248062895
1600 0.8789759521477272
3200 0.87734625560747
6400 0.8759743437993068
EOD
$d4 << EOD
50 0.8957871106089464
100 0.8904006137332277
200 0.8864234832144857
400 0.8833665740486734
800 0.8809436248062895
1600 0.8789759521477272
3200 0.87734625560747
6400 0.8759743437993068
EOD
$d5 << EOD
50 0.6966266688188011
100 0.7197116554290244
200 0.736756500509347
400 0.7498575397913998
800 0.7602416079730447
1600 0.7686744907954549
3200 0.775658904539414
6400 0.7815385265743994
EOD
$d6 << EOD
50 0.6966266688188011
100 0.7197116554290244
200 0.736756500509347
400 0.7498575397913998
800 0.7602416079730447
1600 0.7686744907954549
3200 0.775658904539414
6400 0.7815385265743994
EOD
$d7 << EOD
-77 0.6570602511471952
EOD
plot $d1 using 1:2:3 with filledcurves fs solid 1 noborder fc rgb '#D6E8F3', \
  $d2 using 1:2:3 with filledcurves fs solid 1 noborder fc rgb '#FBF0D6', \
  $d3 using 1:2 with lines lw 2.08 lc rgb '#0072B2' dt 1, \
  $d4 using 1:2 with points pt 7 ps 0.56333 lw 1 lc rgb '#0072B2', \
  $d5 using 1:2 with lines lw 2.08 lc rgb '#E69F00' dt 1, \
  $d6 using 1:2 with points pt 7 ps 0.56333 lw 1 lc rgb '#E69F00', \
  $d7 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2 $d3 $d4 $d5 $d6 $d7
