#ifndef TREFOIL_CMALLOC_SHIM_H
#define TREFOIL_CMALLOC_SHIM_H

#include <malloc.h>

#endif
