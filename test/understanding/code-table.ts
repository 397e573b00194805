/**
 * How people write error codes, and what only looks like one. A line is the codes that are meant (none: –), then ways of
 * writing them.
 */
export const CODE_TABLE = `
4013: err 4013 | error 4013 | ERROR 4013 | Error: 4013 | error #4013 | error=4013 | error (4013) | error4013 | err4013!!! | error code 4013 | code 4013
4013: error code: 4013 | errorcode 4013 | error no 4013 | error number 4013 | err. 4013 | eror 4013 | erorr 4013 | errror 4013 | error "4013" | error '4013'
4013: err 40 13 | error 4 0 1 3 | error forty thirteen | error four zero one three | error code four thousand and thirteen | four zero one three error
4013: error 4O13 | error 4o13 | it says 4013 | 4013 | 4013? | 4013 error | 4013 again | still 4013 | getting 4013 | i get 4013 what now | itunes 4013
4013: an unknown error occurred (4013) | An unknown error occurred (4013). | could not be restored. An unknown error occurred (4013) | #4013 error | Fehler 4013
4013: código de error 4013 | error 4013 on my mac with ios 17.4 | my iphone 12 pro says error 4013 | 4013 when i restore with itunes 12.10 | error ４０１３
4014: err 4014 | error 4014 | (4014) error | tried 3 cables still 4014 | error code 4014 after 2 hours | 4014
4005: error 4005 | itunes error 4005 on windows 11 | unknown error 4005 | error code four thousand and five
9: error 9 | err 9 | error code nine | error code is 9 | ERROR 9 ON THE COMPUTER PLS HELP | error (9) | an unknown error occurred (9). | error nine | i have an iphone 8 and error 9
10: error 10 | err 10 | error code ten | error 10 when updating
14: an error occurred while restoring (14) | the error when it restores [14] | error 14 | error l4 | error fourteen | err 14 on my ipad 9 | error 14 at 50% | código de error 14
21: error 21 | error twenty one | recovery mode error 21 | error code 21
1671: error 1671 | error sixteen seventy one | 1671 forever | itunes says 1671
3194: error 3194 | 3194 | itunes error 3194 again | error 3l94 | hosts file error 3194
3014: anyone else getting 3014 error? | error 3014 | 3014
2015: error 2015 | 2015 error in itunes
-54: error -54 | error (-54) | -54 error | an error occurred (-54) | error −54
-36: could not copy the file (-36) | error -36 | error minus 36 | error minus thirty six | error negative 36
7: status 7 | Error in cache/update.zip (status 7) | twrp says status 7 | E: Error in /sdcard/update.zip (Status 7)
102,205: Restore Failed (Error Code 102). and then MBErrorDomain/205
0xE8000015: (0xE8000015) | 0xe8000015 | 0xE8OOOO15 | 0xE8000015 appears | error 0xe8000015 windows
0xE800000A: windows 11 shows 0xE800000A | 0xe800000a
DF-DFERH-01: error code DF-DFERH-01 | df dferh 01 | [DF-DFERH-01] | dfdferh01
3194,17: errors 3194/17 | 3194/17 | errors 3194 and 17
9,10,14: errors 9, 10 and 14 | error 9, 10, 14 | errors 9/10/14
21,2006,4013: a mix of errors 21, 2006 and 4013
–: an error on my iphone (14) | my mac is from 2015 | late 2015 model | macbook pro 2013 | bought in 2019 | error since 2019 | since may 2021 nothing works
–: ios 17.4.1 | system 17.4.1 error | itunes 12.10.3 | android 14 | version 14 | windows 10 error | i am on ios 14 | ios 9 | macos 10.15
–: iphone 11 | iphone 14 pro max | iphone 6 | galaxy s9 | galaxy s21 | pixel 9 | ipad 9 | my iphone 9 | nexus 5 | a 10 year old phone
–: la copia se queda en el 40 por ciento | la copia se queda en el cuarenta por ciento | hängt bei vierzig Prozent | stuck at forty percent | error al 40 por ciento | stuck at 50% | stuck at 14 percent | 99% for hours | at 21 % since noon | battery 9%
–: 128gb and 64 gb | 9 gb left | 10 gigs | 2001 mb | 48 of 50 gb | 43 of 210 for hours | 17 of 64 used
–: i have 4013 photos | got 2001 photos | 9 pictures are gone | 3014 songs | lost 21 contacts
–: call 1-800-275-2273 | my number is 555-4013 | +1 555 010 4013 | 0176 4013 3194
–: error at 9:41 | at 10:14 it stopped | since 9 am | 9 o'clock | 12/05/2024 error | 2024-05-09
–: error after 3 hours | got an error 3 days ago | stuck for 9 hours | it took 14 days | 21 minutes left | 10 hours remaining
–: error 9 times in a row | i tried it 9 times, error | tried 10 cables | tried 3 computers | 14 attempts
–: verification code 123456 | my passcode is 4014 | code 482913 came by text | enter the 6 digit code
–: order #40134 | ticket 4013 please | case number 10298334 | page 9 | my ticket is 21
–: 24/7 support error | 2 errors | 2000 errors in my registry | found 500 errors | 3 error messages | got two errors | no error code | error one of my phones | it cost $14 | 4013@example.com
–: build SP1A.210812.016 on my pixel, backup fails | AP2A.240905.003.F1 update fails | android 13 TQ3A.230901.001 | build 14.1.2.A.0.123 | mra58k.h10 ota
–: iOS 18.1 (22B91) backup stuck | i am on 22B91 and it still fails | 15A372 is what it says under build | iOS 17.5.1 build 21F90 | 12B411 photo library hangs
–: my imei is 356938035643809 | imei 35-693803-564380-9 | serial number C39LT0XFFNLC | serial DNPXK1A2N72J my phone fails | model A1662 won't restore
–: model MQ8L3LL/A won't update | SM-G610Y stuck on boot logo | SM-S918B/DS smart switch fails | G970FXXU9FUBD flashed, stuck at logo | lg h918 bootloop | LG G5 H850 error
–: my ip is 192.168.1.25 | 192.168.11.x network can't reach the phone | dns 8.8.8.8 | private dns 1.1.1.1 backup fails | router 10.0.0.138 | 802.11n 5 ghz wifi
–: order number W123456789 | order 302-5512345-8832 | ticket number 4013556 | invoice 2006 | case 101234567890 | iban DE89 3704 0044 0532 0130 00 | card 4000 4013 1009 3194
–: it costs $9.99 a month | paid 2,99 € for 200 gb | iphone cost me 1100 dollars | got it for $1,099 | 2.99 for icloud and still full
–: last backup 2024-03-12 | last backup was 9/21/2015, 10:58 | last backup 3/9/24 | since 24/09/2015 all photos gone | it happened on the 14th | at 1014 this morning | at 2009 last night
–: 9034 messages restored, none shown | 11k messages 770MB | 5,047 photos and 357 videos | restored 4000+ items | 1100 items left to upload | stucked in %24
–: version 2.23.19.78 of whatsapp | itunes 12.6.3.6 | odin3 v3.14 | twrp 3.2.1-0 | magisk 21.4 | msgstore.db.crypt12 | crypt14 backup | kernel 4.14.186
–: udid 00008020-001D099A1108002E | ECID 4842824977104926 | uuid 123e4567-e89b-12d3-a456-426614174000 | mac address 3c:22:fb:9a:01:ff
–: speed test 14 mbps | 300 down 21 up | ping 9 ms | 40 °C hot phone | 1080p video missing | 3 of 9 failed | a14 chip | status 14 of 20 | pin: 4013 | 32 digit key
–: 99999999999 | i am 14 and get an error | my son is 9 | room 21 | nr 10 downing street | top 10 tips | 5g | wifi 6 | usb 3 | usb 2.0 port
`;
