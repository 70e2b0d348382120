reset
set encoding utf8
set terminal svg noenhanced size 900,600 font 'Liberation Sans,13' rounded background '#FFFFFF'
unset key
unset colorbox
set border 0 lw 1 lc rgb '#E4E7EB'
unset tics
set style fill solid 1 noborder
set label 1 "Rows by month and year" at screen 0.02889,screen 0.94233 left font 'Liberation Sans:Bold,19' tc rgb '#1F2933' noenhanced front
set label 2 "400 rows" at screen 0.02889,screen 0.90733 left font 'Liberation Sans,13' tc rgb '#5B6770' noenhanced front
set label 3 "demo catalogue, version 12" at screen 0.02889,screen 0.04767 left font 'Liberation Sans,10' tc rgb '#5B6770' noenhanced front
set label 4 "a caption of the script\047s own" at screen 0.02889,screen 0.071 left font 'Liberation Sans,11' tc rgb '#5B6770' noenhanced front
set label 5 "rows" at screen 0.02889,screen 0.8625 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set label 6 "0" at screen 0.07204,screen 0.8625 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set object 7 rectangle from screen 0.08827,screen 0.85456 to screen 0.10368,screen 0.87044 front fc rgb '#EFF5FA' fs solid 1 noborder
set object 8 rectangle from screen 0.10368,screen 0.85456 to screen 0.11909,screen 0.87044 front fc rgb '#D0E2F1' fs solid 1 noborder
set object 9 rectangle from screen 0.11909,screen 0.85456 to screen 0.13449,screen 0.87044 front fc rgb '#A6CBE6' fs solid 1 noborder
set object 10 rectangle from screen 0.13449,screen 0.85456 to screen 0.1499,screen 0.87044 front fc rgb '#75AFD8' fs solid 1 noborder
set object 11 rectangle from screen 0.1499,screen 0.85456 to screen 0.16531,screen 0.87044 front fc rgb '#448EC4' fs solid 1 noborder
set object 12 rectangle from screen 0.16531,screen 0.85456 to screen 0.18072,screen 0.87044 front fc rgb '#216DAB' fs solid 1 noborder
set object 13 rectangle from screen 0.18072,screen 0.85456 to screen 0.19612,screen 0.87044 front fc rgb '#0D4E8E' fs solid 1 noborder
set object 14 rectangle from screen 0.19612,screen 0.85456 to screen 0.21153,screen 0.87044 front fc rgb '#08306B' fs solid 1 noborder
set label 15 "6" at screen 0.2202,screen 0.8625 left font 'Liberation Sans,12' tc rgb '#5B6770' noenhanced front
set lmargin at screen 0.06538
set rmargin at screen 0.97111
set tmargin at screen 0.82461
set bmargin at screen 0.13594
unset logscale x
set xrange [-0.5:11.5] noextend
unset logscale y
set yrange [16.5:-0.5] noextend
unset xtics
unset ytics
set grid noxtics noytics back lt 1 lw 1 lc rgb '#E4E7EB'
set label 16 "2008" at screen 0.05729,screen 0.80436 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 17 "2009" at screen 0.05729,screen 0.76385 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 18 "2010" at screen 0.05729,screen 0.72334 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 19 "2011" at screen 0.05729,screen 0.68283 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 20 "2012" at screen 0.05729,screen 0.64232 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 21 "2013" at screen 0.05729,screen 0.60181 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 22 "2014" at screen 0.05729,screen 0.5613 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 23 "2015" at screen 0.05729,screen 0.52079 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 24 "2016" at screen 0.05729,screen 0.48028 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 25 "2017" at screen 0.05729,screen 0.43977 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 26 "2018" at screen 0.05729,screen 0.39926 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 27 "2019" at screen 0.05729,screen 0.35875 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 28 "2020" at screen 0.05729,screen 0.31824 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 29 "2021" at screen 0.05729,screen 0.27773 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 30 "2022" at screen 0.05729,screen 0.23722 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 31 "2023" at screen 0.05729,screen 0.19671 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 32 "2024" at screen 0.05729,screen 0.1562 right font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 33 "Jan" at screen 0.10312,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 34 "Feb" at screen 0.17859,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 35 "Mar" at screen 0.25407,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 36 "Apr" at screen 0.32955,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 37 "May" at screen 0.40503,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 38 "Jun" at screen 0.48051,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 39 "Jul" at screen 0.55598,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 40 "Aug" at screen 0.63146,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 41 "Sep" at screen 0.70694,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 42 "Oct" at screen 0.78242,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 43 "Nov" at screen 0.85789,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 44 "Dec" at screen 0.93337,screen 0.11333 center font 'Liberation Sans,11' tc rgb '#313C45' noenhanced front
set label 45 "2" at screen 0.40503,screen 0.80436 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 46 "1" at screen 0.48051,screen 0.80436 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 47 "2" at screen 0.55598,screen 0.80436 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 48 "4" at screen 0.70694,screen 0.80436 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 49 "1" at screen 0.78242,screen 0.80436 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 50 "3" at screen 0.85789,screen 0.80436 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 51 "2" at screen 0.93337,screen 0.80436 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 52 "3" at screen 0.17859,screen 0.76385 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 53 "1" at screen 0.25407,screen 0.76385 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 54 "1" at screen 0.32955,screen 0.76385 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 55 "2" at screen 0.40503,screen 0.76385 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 56 "5" at screen 0.55598,screen 0.76385 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 57 "1" at screen 0.63146,screen 0.76385 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 58 "2" at screen 0.85789,screen 0.76385 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 59 "2" at screen 0.93337,screen 0.76385 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 60 "3" at screen 0.10312,screen 0.72334 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 61 "3" at screen 0.25407,screen 0.72334 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 62 "2" at screen 0.40503,screen 0.72334 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 63 "1" at screen 0.48051,screen 0.72334 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 64 "5" at screen 0.55598,screen 0.72334 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 65 "4" at screen 0.63146,screen 0.72334 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 66 "2" at screen 0.70694,screen 0.72334 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 67 "2" at screen 0.78242,screen 0.72334 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 68 "2" at screen 0.85789,screen 0.72334 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 69 "2" at screen 0.93337,screen 0.72334 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 70 "3" at screen 0.10312,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 71 "1" at screen 0.17859,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 72 "3" at screen 0.25407,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 73 "1" at screen 0.32955,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 74 "3" at screen 0.48051,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 75 "2" at screen 0.55598,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 76 "6" at screen 0.63146,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 77 "4" at screen 0.70694,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 78 "2" at screen 0.78242,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 79 "3" at screen 0.85789,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 80 "2" at screen 0.93337,screen 0.68283 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 81 "1" at screen 0.10312,screen 0.64232 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 82 "4" at screen 0.25407,screen 0.64232 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 83 "4" at screen 0.32955,screen 0.64232 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 84 "3" at screen 0.40503,screen 0.64232 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 85 "2" at screen 0.48051,screen 0.64232 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 86 "6" at screen 0.55598,screen 0.64232 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 87 "1" at screen 0.63146,screen 0.64232 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 88 "2" at screen 0.70694,screen 0.64232 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 89 "4" at screen 0.78242,screen 0.64232 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 90 "3" at screen 0.85789,screen 0.64232 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 91 "1" at screen 0.10312,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 92 "2" at screen 0.17859,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 93 "2" at screen 0.25407,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 94 "2" at screen 0.32955,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 95 "1" at screen 0.40503,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 96 "4" at screen 0.48051,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 97 "1" at screen 0.55598,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 98 "3" at screen 0.63146,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 99 "3" at screen 0.70694,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 100 "1" at screen 0.78242,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 101 "6" at screen 0.85789,screen 0.60181 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 102 "2" at screen 0.10312,screen 0.5613 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 103 "3" at screen 0.17859,screen 0.5613 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 104 "2" at screen 0.32955,screen 0.5613 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 105 "3" at screen 0.40503,screen 0.5613 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 106 "4" at screen 0.48051,screen 0.5613 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 107 "1" at screen 0.55598,screen 0.5613 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 108 "1" at screen 0.63146,screen 0.5613 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 109 "5" at screen 0.70694,screen 0.5613 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 110 "1" at screen 0.78242,screen 0.5613 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 111 "4" at screen 0.85789,screen 0.5613 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 112 "4" at screen 0.10312,screen 0.52079 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 113 "3" at screen 0.17859,screen 0.52079 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 114 "3" at screen 0.25407,screen 0.52079 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 115 "1" at screen 0.32955,screen 0.52079 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 116 "1" at screen 0.40503,screen 0.52079 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 117 "3" at screen 0.48051,screen 0.52079 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 118 "1" at screen 0.55598,screen 0.52079 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 119 "3" at screen 0.63146,screen 0.52079 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 120 "2" at screen 0.85789,screen 0.52079 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 121 "2" at screen 0.93337,screen 0.52079 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 122 "5" at screen 0.10312,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 123 "2" at screen 0.17859,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 124 "1" at screen 0.25407,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 125 "2" at screen 0.32955,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 126 "4" at screen 0.40503,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 127 "3" at screen 0.48051,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 128 "3" at screen 0.55598,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 129 "1" at screen 0.63146,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 130 "1" at screen 0.70694,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 131 "3" at screen 0.78242,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 132 "4" at screen 0.85789,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 133 "3" at screen 0.93337,screen 0.48028 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 134 "2" at screen 0.10312,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 135 "1" at screen 0.17859,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 136 "2" at screen 0.25407,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 137 "2" at screen 0.32955,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 138 "1" at screen 0.40503,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 139 "3" at screen 0.48051,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 140 "4" at screen 0.63146,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 141 "5" at screen 0.70694,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 142 "3" at screen 0.78242,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 143 "1" at screen 0.85789,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 144 "2" at screen 0.93337,screen 0.43977 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 145 "1" at screen 0.10312,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 146 "5" at screen 0.17859,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 147 "2" at screen 0.32955,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 148 "1" at screen 0.40503,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 149 "2" at screen 0.48051,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 150 "1" at screen 0.55598,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 151 "1" at screen 0.63146,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 152 "2" at screen 0.70694,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 153 "1" at screen 0.78242,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 154 "1" at screen 0.85789,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 155 "1" at screen 0.93337,screen 0.39926 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 156 "3" at screen 0.10312,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 157 "3" at screen 0.17859,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 158 "2" at screen 0.25407,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 159 "1" at screen 0.32955,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 160 "3" at screen 0.40503,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 161 "3" at screen 0.48051,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 162 "1" at screen 0.55598,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 163 "3" at screen 0.63146,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 164 "2" at screen 0.70694,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 165 "3" at screen 0.78242,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 166 "1" at screen 0.93337,screen 0.35875 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 167 "1" at screen 0.10312,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 168 "1" at screen 0.17859,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 169 "2" at screen 0.25407,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 170 "1" at screen 0.32955,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 171 "1" at screen 0.40503,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 172 "1" at screen 0.55598,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 173 "3" at screen 0.63146,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 174 "1" at screen 0.70694,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 175 "2" at screen 0.78242,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 176 "1" at screen 0.85789,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 177 "2" at screen 0.93337,screen 0.31824 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 178 "4" at screen 0.10312,screen 0.27773 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 179 "3" at screen 0.25407,screen 0.27773 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 180 "2" at screen 0.32955,screen 0.27773 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 181 "4" at screen 0.40503,screen 0.27773 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 182 "2" at screen 0.48051,screen 0.27773 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 183 "1" at screen 0.55598,screen 0.27773 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 184 "6" at screen 0.63146,screen 0.27773 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 185 "1" at screen 0.78242,screen 0.27773 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 186 "2" at screen 0.85789,screen 0.27773 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 187 "2" at screen 0.93337,screen 0.27773 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 188 "1" at screen 0.17859,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 189 "3" at screen 0.25407,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 190 "3" at screen 0.32955,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 191 "4" at screen 0.40503,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 192 "3" at screen 0.48051,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 193 "1" at screen 0.55598,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 194 "1" at screen 0.63146,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 195 "2" at screen 0.70694,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 196 "2" at screen 0.78242,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 197 "3" at screen 0.85789,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 198 "4" at screen 0.93337,screen 0.23722 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 199 "2" at screen 0.10312,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 200 "3" at screen 0.17859,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 201 "1" at screen 0.25407,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 202 "1" at screen 0.32955,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 203 "2" at screen 0.40503,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 204 "1" at screen 0.48051,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 205 "2" at screen 0.55598,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 206 "6" at screen 0.63146,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 207 "2" at screen 0.70694,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 208 "1" at screen 0.78242,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 209 "1" at screen 0.85789,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 210 "2" at screen 0.93337,screen 0.19671 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 211 "3" at screen 0.10312,screen 0.1562 center font 'Liberation Sans,11' tc rgb '#FFFFFF' noenhanced front
set label 212 "1" at screen 0.17859,screen 0.1562 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 213 "1" at screen 0.25407,screen 0.1562 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 214 "2" at screen 0.32955,screen 0.1562 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 215 "1" at screen 0.40503,screen 0.1562 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 216 "1" at screen 0.48051,screen 0.1562 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 217 "2" at screen 0.55598,screen 0.1562 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
set label 218 "1" at screen 0.63146,screen 0.1562 center font 'Liberation Sans,11' tc rgb '#1F2933' noenhanced front
$d1 << EOD
4 0 3.517 4.483 -0.483 0.483 9880290
5 0 4.517 5.483 -0.483 0.483 13295600
6 0 5.517 6.483 -0.483 0.483 9880290
8 0 7.517 8.483 -0.483 0.483 2914484
9 0 8.517 9.483 -0.483 0.483 13295600
10 0 9.517 10.483 -0.483 0.483 6135758
11 0 10.517 11.483 -0.483 0.483 9880290
1 1 0.517 1.483 0.517 1.483 6135758
2 1 1.517 2.483 0.517 1.483 13295600
3 1 2.517 3.483 0.517 1.483 13295600
4 1 3.517 4.483 0.517 1.483 9880290
6 1 5.517 6.483 0.517 1.483 938900
7 1 6.517 7.483 0.517 1.483 13295600
10 1 9.517 10.483 0.517 1.483 9880290
11 1 10.517 11.483 0.517 1.483 9880290
0 2 -0.483 0.483 1.517 2.483 6135758
2 2 1.517 2.483 1.517 2.483 6135758
4 2 3.517 4.483 1.517 2.483 9880290
5 2 4.517 5.483 1.517 2.483 13295600
6 2 5.517 6.483 1.517 2.483 938900
7 2 6.517 7.483 1.517 2.483 2914484
8 2 7.517 8.483 1.517 2.483 9880290
9 2 8.517 9.483 1.517 2.483 9880290
10 2 9.517 10.483 1.517 2.483 9880290
11 2 10.517 11.483 1.517 2.483 9880290
0 3 -0.483 0.483 2.517 3.483 6135758
1 3 0.517 1.483 2.517 3.483 13295600
2 3 1.517 2.483 2.517 3.483 6135758
3 3 2.517 3.483 2.517 3.483 13295600
5 3 4.517 5.483 2.517 3.483 6135758
6 3 5.517 6.483 2.517 3.483 9880290
7 3 6.517 7.483 2.517 3.483 536683
8 3 7.517 8.483 2.517 3.483 2914484
9 3 8.517 9.483 2.517 3.483 9880290
10 3 9.517 10.483 2.517 3.483 6135758
11 3 10.517 11.483 2.517 3.483 9880290
0 4 -0.483 0.483 3.517 4.483 13295600
2 4 1.517 2.483 3.517 4.483 2914484
3 4 2.517 3.483 3.517 4.483 2914484
4 4 3.517 4.483 3.517 4.483 6135758
5 4 4.517 5.483 3.517 4.483 9880290
6 4 5.517 6.483 3.517 4.483 536683
7 4 6.517 7.483 3.517 4.483 13295600
8 4 7.517 8.483 3.517 4.483 9880290
9 4 8.517 9.483 3.517 4.483 2914484
10 4 9.517 10.483 3.517 4.483 6135758
0 5 -0.483 0.483 4.517 5.483 13295600
1 5 0.517 1.483 4.517 5.483 9880290
2 5 1.517 2.483 4.517 5.483 9880290
3 5 2.517 3.483 4.517 5.483 9880290
4 5 3.517 4.483 4.517 5.483 13295600
5 5 4.517 5.483 4.517 5.483 2914484
6 5 5.517 6.483 4.517 5.483 13295600
7 5 6.517 7.483 4.517 5.483 6135758
8 5 7.517 8.483 4.517 5.483 6135758
9 5 8.517 9.483 4.517 5.483 13295600
10 5 9.517 10.483 4.517 5.483 536683
0 6 -0.483 0.483 5.517 6.483 9880290
1 6 0.517 1.483 5.517 6.483 6135758
3 6 2.517 3.483 5.517 6.483 9880290
4 6 3.517 4.483 5.517 6.483 6135758
5 6 4.517 5.483 5.517 6.483 2914484
6 6 5.517 6.483 5.517 6.483 13295600
7 6 6.517 7.483 5.517 6.483 13295600
8 6 7.517 8.483 5.517 6.483 938900
9 6 8.517 9.483 5.517 6.483 13295600
10 6 9.517 10.483 5.517 6.483 2914484
0 7 -0.483 0.483 6.517 7.483 2914484
1 7 0.517 1.483 6.517 7.483 6135758
2 7 1.517 2.483 6.517 7.483 6135758
3 7 2.517 3.483 6.517 7.483 13295600
4 7 3.517 4.483 6.517 7.483 13295600
5 7 4.517 5.483 6.517 7.483 6135758
6 7 5.517 6.483 6.517 7.483 13295600
7 7 6.517 7.483 6.517 7.483 6135758
10 7 9.517 10.483 6.517 7.483 9880290
11 7 10.517 11.483 6.517 7.483 9880290
0 8 -0.483 0.483 7.517 8.483 938900
1 8 0.517 1.483 7.517 8.483 9880290
2 8 1.517 2.483 7.517 8.483 13295600
3 8 2.517 3.483 7.517 8.483 9880290
4 8 3.517 4.483 7.517 8.483 2914484
5 8 4.517 5.483 7.517 8.483 6135758
6 8 5.517 6.483 7.517 8.483 6135758
7 8 6.517 7.483 7.517 8.483 13295600
8 8 7.517 8.483 7.517 8.483 13295600
9 8 8.517 9.483 7.517 8.483 6135758
10 8 9.517 10.483 7.517 8.483 2914484
11 8 10.517 11.483 7.517 8.483 6135758
0 9 -0.483 0.483 8.517 9.483 9880290
1 9 0.517 1.483 8.517 9.483 13295600
2 9 1.517 2.483 8.517 9.483 9880290
3 9 2.517 3.483 8.517 9.483 9880290
4 9 3.517 4.483 8.517 9.483 13295600
5 9 4.517 5.483 8.517 9.483 6135758
7 9 6.517 7.483 8.517 9.483 2914484
8 9 7.517 8.483 8.517 9.483 938900
9 9 8.517 9.483 8.517 9.483 6135758
10 9 9.517 10.483 8.517 9.483 13295600
11 9 10.517 11.483 8.517 9.483 9880290
0 10 -0.483 0.483 9.517 10.483 13295600
1 10 0.517 1.483 9.517 10.483 938900
3 10 2.517 3.483 9.517 10.483 9880290
4 10 3.517 4.483 9.517 10.483 13295600
5 10 4.517 5.483 9.517 10.483 9880290
6 10 5.517 6.483 9.517 10.483 13295600
7 10 6.517 7.483 9.517 10.483 13295600
8 10 7.517 8.483 9.517 10.483 9880290
9 10 8.517 9.483 9.517 10.483 13295600
10 10 9.517 10.483 9.517 10.483 13295600
11 10 10.517 11.483 9.517 10.483 13295600
0 11 -0.483 0.483 10.517 11.483 6135758
1 11 0.517 1.483 10.517 11.483 6135758
2 11 1.517 2.483 10.517 11.483 9880290
3 11 2.517 3.483 10.517 11.483 13295600
4 11 3.517 4.483 10.517 11.483 6135758
5 11 4.517 5.483 10.517 11.483 6135758
6 11 5.517 6.483 10.517 11.483 13295600
7 11 6.517 7.483 10.517 11.483 6135758
8 11 7.517 8.483 10.517 11.483 9880290
9 11 8.517 9.483 10.517 11.483 6135758
11 11 10.517 11.483 10.517 11.483 13295600
0 12 -0.483 0.483 11.517 12.483 13295600
1 12 0.517 1.483 11.517 12.483 13295600
2 12 1.517 2.483 11.517 12.483 9880290
3 12 2.517 3.483 11.517 12.483 13295600
4 12 3.517 4.483 11.517 12.483 13295600
6 12 5.517 6.483 11.517 12.483 13295600
7 12 6.517 7.483 11.517 12.483 6135758
8 12 7.517 8.483 11.517 12.483 13295600
9 12 8.517 9.483 11.517 12.483 9880290
10 12 9.517 10.483 11.517 12.483 13295600
11 12 10.517 11.483 11.517 12.483 9880290
0 13 -0.483 0.483 12.517 13.483 2914484
2 13 1.517 2.483 12.517 13.483 6135758
3 13 2.517 3.483 12.517 13.483 9880290
4 13 3.517 4.483 12.517 13.483 2914484
5 13 4.517 5.483 12.517 13.483 9880290
6 13 5.517 6.483 12.517 13.483 13295600
7 13 6.517 7.483 12.517 13.483 536683
9 13 8.517 9.483 12.517 13.483 13295600
10 13 9.517 10.483 12.517 13.483 9880290
11 13 10.517 11.483 12.517 13.483 9880290
1 14 0.517 1.483 13.517 14.483 13295600
2 14 1.517 2.483 13.517 14.483 6135758
3 14 2.517 3.483 13.517 14.483 6135758
4 14 3.517 4.483 13.517 14.483 2914484
5 14 4.517 5.483 13.517 14.483 6135758
6 14 5.517 6.483 13.517 14.483 13295600
7 14 6.517 7.483 13.517 14.483 13295600
8 14 7.517 8.483 13.517 14.483 9880290
9 14 8.517 9.483 13.517 14.483 9880290
10 14 9.517 10.483 13.517 14.483 6135758
11 14 10.517 11.483 13.517 14.483 2914484
0 15 -0.483 0.483 14.517 15.483 9880290
1 15 0.517 1.483 14.517 15.483 6135758
2 15 1.517 2.483 14.517 15.483 13295600
3 15 2.517 3.483 14.517 15.483 13295600
4 15 3.517 4.483 14.517 15.483 9880290
5 15 4.517 5.483 14.517 15.483 13295600
6 15 5.517 6.483 14.517 15.483 9880290
7 15 6.517 7.483 14.517 15.483 536683
8 15 7.517 8.483 14.517 15.483 9880290
9 15 8.517 9.483 14.517 15.483 13295600
10 15 9.517 10.483 14.517 15.483 13295600
11 15 10.517 11.483 14.517 15.483 9880290
0 16 -0.483 0.483 15.517 16.483 6135758
1 16 0.517 1.483 15.517 16.483 13295600
2 16 1.517 2.483 15.517 16.483 13295600
3 16 2.517 3.483 15.517 16.483 9880290
4 16 3.517 4.483 15.517 16.483 13295600
5 16 4.517 5.483 15.517 16.483 13295600
6 16 5.517 6.483 15.517 16.483 9880290
7 16 6.517 7.483 15.517 16.483 13295600
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
