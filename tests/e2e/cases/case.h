// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace doorbuster {

/// What a run against an odd shop came to.
struct CaseFound {
    int exitStatus = -1; ///< -1 where it crashed or did not end
    QString console; ///< standard output
    QString errors; ///< standard error
    std::optional<RunResult> result;
    QByteArray resultText; ///< the result's file, and the other reports
    QString junit;
    QString html;
    QJsonObject truth; ///< what the shop itself says it sold
    std::chrono::milliseconds took{0};

    const CheckRow *check(QStringView id) const; ///< null where the report has none of that id
    qint64 ordersInShop() const; ///< -1 where the shop said nothing
};

/// A sentence that is true of a right outcome, where verdicts and words do not say it.
struct CaseProperty {
    QString text;
    bool (*holds)(const CaseFound &);
};

/// What is right. Whatever is empty is not asked for.
struct CaseRight {
    std::vector<int> exits; ///< any of these
    QString headline; ///< keys, separated by '|'
    /// id and verdicts, separated by '|'; "!pass" for anything but that.
    std::vector<std::pair<QString, QString>> checks;
    std::vector<std::pair<QString, QString>> notes; ///< id and a regular expression that its words must match
    QStringList says; ///< regular expressions that the program's words must match
    QStringList saysNot;
    std::vector<CaseProperty> also;
};

/// One input that programs like this one get wrong, with its right outcome.
struct Case {
    QString name;
    QStringList twists; ///< of the odd shop
    QStringList arguments; ///< of the run, beside the usual ones
    CaseRight right;
    QStringList environment; ///< NAME=VALUE, of the run
    QStringList runBefore; ///< arguments of a run against the same shop, before this one
    std::vector<std::chrono::milliseconds> interrupts; ///< from the start, or from the one before
    bool isQuick = true; ///< among those that run with the tests
};

std::vector<Case> answerCases(); ///< what the shop answers
std::vector<Case> saleCases(); ///< how the shop sells, and what the checks say of it
std::vector<Case> commandCases(); ///< what is asked of the program

/// Blocks until it is over; in any thread that was started by QThread. `folder` takes the reports.
CaseFound performCase(const Case &what, const QString &folder);

/// One of twists and arguments, as on command lines.
QString caseInput(const Case &what);
QString rightText(const CaseRight &right);
/// What was found of that which the case asks for.
QString foundText(const CaseRight &right, const CaseFound &found);
/// What is wrong, a sentence each; empty where all is right.
QStringList caseFaults(const CaseRight &right, const CaseFound &found);

/// These arguments of a run, and for what they leave open: 10 buyers for 2 s at a sale of 5 units, without waits that
/// are only there for real shops.
QStringList withUsual(const QStringList &arguments);

} // namespace doorbuster
