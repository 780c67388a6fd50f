// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTest>

namespace doorbuster {

/// The main() of a test class in an executable that holds several; testprogram.cpp calls the one that is asked for.
class TestProgram {
public:
    using Main = int (*)(int argc, char *argv[]);

    /// Is named as its source is, without folder and suffix.
    TestProgram(const char *source, Main main);
};

} // namespace doorbuster

/// Stands at the end of a test's source in place of Qt's own macro, which it is given: that makes a main() with the
/// application that the class needs, here in a namespace of its own.
///
///     DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestGzip)
#define DOORBUSTER_TEST(QTEST_MACRO, TestClass)                                                                        \
    namespace TestClass##Program                                                                                       \
    {                                                                                                                  \
        QTEST_MACRO(TestClass)                                                                                         \
        static const doorbuster::TestProgram program(__FILE__, main);                                                  \
    }
