// Which language a block is in.
#include <gtest/gtest.h>

#include "pipeline/normalize/normalize.h"

namespace hexapla::normalize {
namespace {
