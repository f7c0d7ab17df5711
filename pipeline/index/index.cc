#include "pipeline/index/index.h"
