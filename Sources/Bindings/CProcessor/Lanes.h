#pragma once
#include "CProcessor.h"

typedef double Eight __attribute__((vector_size(64)));
typedef double Four __attribute__((vector_size(32)));
typedef int64_t Places __attribute__((vector_size(64)));
typedef int32_t Labels __attribute__((vector_size(32)));

// From and to addresses of any alignment.
#define READ(vector, address) __builtin_memcpy(&(vector), (address), sizeof(vector))
#define WRITE(address, vector) __builtin_memcpy((address), &(vector), sizeof(vector))
