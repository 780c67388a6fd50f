// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/description/pattern.h"
#include "core/shop/description/valuepath.h"
#include "core/shop/meaning.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringView>

#include <memory>
#include <variant>
#include <vector>

namespace doorbuster {

/// HTTP statuses: `200`, `500-504`, `2xx`, several with commas.
struct StatusSet {
    struct Range {
        int from = 0;
        int to = 0; ///< inclusive

        friend bool operator==(const Range &, const Range &) = default;
    };
    std::vector<Range> ranges; ///< empty: 200 to 299

    bool contains(int status) const
    {
        if (ranges.empty())
            return status >= 200 && status < 300;
        for (const Range &range : ranges) {
            if (status >= range.from && status <= range.to)
                return true;
        }
        return false;
    }
    bool covers(const StatusSet &other) const; ///< every status of the other is one of these

    friend bool operator==(const StatusSet &, const StatusSet &) = default;
};

/// One condition of a rule on a value of the answer. One of several, `code,message`, is enough; of IsNot and Absent,
/// each must fit.
struct AnswerTest {
    enum class Op : quint8 { Is, IsNot, Less, Greater, Matches, Exists, Absent };
    struct Operand {
        QString text; ///< as written: a path, or the name of a value that `read` tells the place of
        std::optional<ValuePath> path; ///< where it is one

        friend bool operator==(const Operand &one, const Operand &other) { return one.text == other.text; }
    };

    std::vector<Operand> operands;
    Op op = Op::Exists;
    std::vector<QByteArray> words; ///< of Is and IsNot: one of them
    std::vector<std::optional<double>> numbers; ///< the words, where they are numbers
    double bound = 0; ///< of Less and Greater
    std::vector<std::shared_ptr<const Pattern>> patterns; ///< of Matches: one of them
};

/// `[statuses] [test [and test …]] -> meaning`: what an answer means for which this is the first rule that fits.
struct AnswerRule {
    QString text;
    StatusSet statuses;
    std::vector<AnswerTest> tests;
    Meaning meaning = Meaning::Unclear;
    int line = 0; ///< in the description, from 1
    int column = 0;

    /// The rule, or why the text is none. `patterns` are those that `~ {name}` may name.
    static std::variant<AnswerRule, QString> parse(
        const QString &text, const QMap<QString, std::shared_ptr<const Pattern>> &patterns);

    /// Whether every answer that fits the other fits this one, as far as the words show: the other is of no use behind
    /// it.
    bool covers(const AnswerRule &other) const;
};

} // namespace doorbuster
