#pragma once
/// What the C library lets a program choose about its memory; Swift's `Glibc` leaves it out.
#include <malloc.h>
