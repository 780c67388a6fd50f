// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

namespace doorbuster {

namespace {

/// The programs by name. Made by whoever comes first: they are registered before main() in any order.
std::map<std::string, TestProgram::Main> &programs()
{
    static std::map<std::string, TestProgram::Main> all;
    return all;
}

} // namespace

TestProgram::TestProgram(const char *source, Main main)
{
    programs().emplace(std::filesystem::path(source).stem().string(), main);
}

} // namespace doorbuster

int main(int argc, char *argv[])
{
    const auto &programs = doorbuster::programs();
    if (argc < 2) {
        for (const auto &[name, program] : programs)
            std::puts(name.c_str());
        return 0;
    }
    const auto chosen = programs.find(argv[1]);
    if (chosen == programs.end()) {
        std::fprintf(
            stderr, "%s holds no test %s; without arguments it lists those that it holds.\n", argv[0], argv[1]);
        return 1;
    }
    // The test sees what it would see if it were alone. Its name is also that of its settings and temporary folders.
    std::string path = std::filesystem::path(argv[0]).replace_filename(chosen->first).string();
    argv[1] = path.data();
    return chosen->second(argc - 1, argv + 1);
}
