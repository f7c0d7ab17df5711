#include "analyzers/lexicon/lexicon.h"
