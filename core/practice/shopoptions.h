// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/faultplan.h"
#include "core/practice/shoprules.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace doorbuster {

/// How `doorbuster-shop` was asked to run.
struct ShopOptions {
    QString bind = QStringLiteral("127.0.0.1");
    quint16 port = 4000;
    ShopRules rules;
    Latency latency;
    double errorRate = 0;
    bool exitWithParent = false;
};

/// What a command line came to: options to run with, or a text to print and a status to exit with.
struct ShopCommandLine {
    std::optional<ShopOptions> options;
    /// Help or version (status 0: standard output), or what is wrong, naming the culprit (standard error).
    QString text;
    int exitStatus = 0;
};

/// Exit status for arguments that do not parse, as k6's.
inline constexpr int badArguments = 104;

/// `arguments` begins with the program's name. Prints nothing.
ShopCommandLine parseShopCommandLine(const QStringList &arguments);

/// `50ms`, `5ms±2ms` or `5ms+-2ms`; nothing for anything else, and where the spread is above the base.
std::optional<Latency> parseLatency(QStringView text);
/// What parseLatency() reads back.
QString toString(const Latency &latency);

} // namespace doorbuster
