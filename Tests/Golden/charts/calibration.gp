reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "How far chances of high_rating can be trusted" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "400 rows" at screen 0.02889,screen 0.90733 left font 'Liberation Sans,13' tc rgb '#5B6770' noenhanced front
set label 3 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 4 "on the dashed line chances come true as told\073 larger points have more rows · a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.29421
set rmargin at screen 0.74643
set tmargin at screen 0.84361
set bmargin at screen 0.16528
unset logscale x
set xrange [0:1] noextend
unset logscale y
set yrange [0:1] noextend
set xtics scale 0 ('' 0, '' 0.1, '' 0.2, '' 0.30000000000000004, '' 0.4, '' 0.5, '' 0.6000000000000001, '' 0.7000000000000001, '' 0.8, '' 0.9, '' 1)
set ytics scale 0 ('' 0, '' 0.1, '' 0.2, '' 0.30000000000000004, '' 0.4, '' 0.5, '' 0.6000000000000001, '' 0.7000000000000001, '' 0.8, '' 0.9, '' 1)
set grid xtics ytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 5 "share that came true" at screen 0.25367,screen 0.86622 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 6 "0\045" at screen 0.28612,screen 0.16528 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 7 "10\045" at screen 0.28612,screen 0.23311 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 8 "20\045" at screen 0.28612,screen 0.30094 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 9 "30\045" at screen 0.28612,screen 0.36878 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 10 "40\045" at screen 0.28612,screen 0.43661 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 11 "50\045" at screen 0.28612,screen 0.50444 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 12 "60\045" at screen 0.28612,screen 0.57228 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 13 "70\045" at screen 0.28612,screen 0.64011 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 14 "80\045" at screen 0.28612,screen 0.70794 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 15 "90\045" at screen 0.28612,screen 0.77578 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 16 "100\045" at screen 0.28612,screen 0.84361 right font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 17 "0\045" at screen 0.29421,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 18 "10\045" at screen 0.33943,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 19 "20\045" at screen 0.38465,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 20 "30\045" at screen 0.42988,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 21 "40\045" at screen 0.4751,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 22 "50\045" at screen 0.52032,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 23 "60\045" at screen 0.56554,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 24 "70\045" at screen 0.61076,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 25 "80\045" at screen 0.65599,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 26 "90\045" at screen 0.70121,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 27 "100\045" at screen 0.74643,screen 0.14267 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 28 "chance that the model gives" at screen 0.52032,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
$d1 << EOD
0 0
1 1
EOD
$d2 << EOD
0.06078307520980203 0.0184709211429391 0 0.0807052165376512
0.15075571151693298 0.2066911347155862 0 0.12828439723549423
0.2516893459032407 0.12367253190301533 0 0.11629129983033298
0.3489259429779926 0.2761560306010499 0 0.14536235740255143
0.4456193262033668 0.4019728010572648 0 0.15059985243092494
0.5508399148067685 0.3667083290326541 0 0.1613201840399549
0.648676409292133 0.482407480522599 0 0.15146410872224375
0.754147057217723 0.6277398630405798 0 0.15628497980119338
0.8506512211511131 0.8159922033289272 0 0.10134892667547901
0.9457217598764197 0.8755249024118688 0 0.10080204702811435
EOD
$d3 << EOD
0.06078307520980203 0.058823529411764705
0.15075571151693298 0.2708333333333333
0.2516893459032407 0.18181818181818182
0.3489259429779926 0.3488372093023256
0.4456193262033668 0.4772727272727273
0.5508399148067685 0.4473684210526316
0.648676409292133 0.5581395348837209
0.754147057217723 0.7058823529411765
0.8506512211511131 0.8666666666666667
0.9457217598764197 0.9259259259259259
EOD
$d4 << EOD
0.06078307520980203 0.058823529411764705 1.16274
0.15075571151693298 0.2708333333333333 1.3
0.2516893459032407 0.18181818181818182 1.2631
0.3489259429779926 0.3488372093023256 1.25362
0.4456193262033668 0.4772727272727273 1.2631
0.5508399148067685 0.4473684210526316 1.20446
0.648676409292133 0.5581395348837209 1.25362
0.754147057217723 0.7058823529411765 1.16274
0.8506512211511131 0.8666666666666667 1.27248
0.9457217598764197 0.9259259259259259 1.08333
EOD
$d5 << EOD
0 0
EOD
plot $d1 using 1:2 with lines lw 1.21333 lc rgb '#8A949E' dt (9,7), \
  $d2 using 1:2:3:4 with vectors nohead lw 1.21333 lc rgb '#0072B2' dt 1, \
  $d3 using 1:2 with lines lw 1.90667 lc rgb '#0072B2' dt 1, \
  $d4 using 1:2:3 with points pt 7 ps variable lw 1 lc rgb '#0072B2', \
  $d5 using 1:2 with dots lc rgb '#FFFFFF'
unset label
unset object
unset arrow
undefine $d1 $d2 $d3 $d4 $d5
