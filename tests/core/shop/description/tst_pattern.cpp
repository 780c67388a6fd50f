// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/pattern.h"

#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <string>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestPattern : public QObject {
    Q_OBJECT

private:
    static bool occurs(const QString &expression, const QString &text)
    {
        const auto pattern = Pattern::parse(expression);
        if (const auto *error = std::get_if<QString>(&pattern))
            qFatal("%s: %s", qPrintable(expression), qPrintable(*error));
        return std::get<Pattern>(pattern).occursIn(text.toStdString());
    }

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *expression, const QString &text, bool expected) {
            QTest::addRow("%s in %s", expression, qPrintable(text))
                << QString::fromUtf8(expression) << text << expected;
        };
        row("sold out", u"it is sold out now"_s, true);
        row("^sold out$", u"it is sold out"_s, false);
        row("(?i)SOLD", u"sold"_s, true);
        row("a|b|", u""_s, true);
        row("^(a|b)+$", u"abba"_s, true);
        row("^(a|b)+$", u"abca"_s, false);
        row("^a{2,3}$", u"a"_s, false);
        row("^a{2,3}$", u"aaa"_s, true);
        row("^a{2,3}$", u"aaaa"_s, false);
        row("^a{2,}$", u"aaaaaa"_s, true);
        row("^a?b*c+$", u"bbcc"_s, true);
        row("[^a-z]", u"abc"_s, false);
        row("[]x]", u"]"_s, true);
        row("^[\\w.-]+@[\\d]$", u"a.b-c@7"_s, true);
        row("\\bout\\b", u"about"_s, false);
        row("\\bout\\b", u"sold out."_s, true);
        row("^.$", u"ü"_s, true);
        row("(?i)^Ü$", u"ü"_s, true);
        row("^(a*)*$", u"aaaab"_s, false);
        row("\\(x\\)", u"(x)"_s, true);
        row(".", u"\n"_s, false);
    }

    void finds()
    {
        QFETCH(QString, expression);
        QFETCH(QString, text);
        QTEST(occurs(expression, text), "expected");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("expression");
        for (const char *expression : {"(", ")", "[a", "a**", "*", "\\", "a{3,1}", "a{,3}", "(?=a)", "\\1", "[b-a]",
                 "a{2000}", "((a{100}){100}){100}"})
            QTest::addRow("%s", expression) << QString::fromUtf8(expression);
        QTest::newRow("nested a hundred deep") << QString(QString(100, u'(') + u'a' + QString(100, u')'));
        QTest::newRow("repeated fifty deep") << [] {
            QString text = u"a"_s;
            for (int i = 0; i < 45; ++i)
                text = u'(' + text + u")+"_s;
            return text;
        }();
    }

    void refuses()
    {
        QFETCH(QString, expression);
        const auto pattern = Pattern::parse(expression);
        QVERIFY(std::holds_alternative<QString>(pattern));
        QVERIFY(!std::get<QString>(pattern).isEmpty());
    }

    /// What makes a backtracking engine try 2^n ways goes through once.
    void takesLinearTime()
    {
        const auto pattern = std::get<Pattern>(Pattern::parse(u"^(a|a)*(a|aa)*(a+)+b$"_s));
        QVERIFY(!pattern.occursIn(std::string(Pattern::longestText, 'a')));
    }

    void looksAtTheBeginningOfALongText()
    {
        const auto pattern = std::get<Pattern>(Pattern::parse(u"b"_s));
        QVERIFY(!pattern.occursIn(std::string(Pattern::longestText, 'a') + "b"));
    }

    /// The same answers as another engine.
    void agreesWithAnother()
    {
        QRandomGenerator random(7);
        const QStringList atoms{u"a"_s, u"b"_s, u"."_s, u"[ab]"_s, u"[^a]"_s, u"(a|b)"_s, u"(ab|c)"_s, u"\\w"_s};
        const QStringList repeats{QString(), QString(), u"*"_s, u"+"_s, u"?"_s, u"{1,2}"_s};
        for (int i = 0; i < 3'000; ++i) {
            QString expression = random.bounded(3) == 0 ? u"^"_s : QString();
            for (int atom = 0, count = 1 + random.bounded(4); atom < count; ++atom)
                expression += atoms[random.bounded(int(atoms.size()))] + repeats[random.bounded(int(repeats.size()))];
            if (random.bounded(3) == 0)
                expression += u"\\z"_s;
            QString text;
            for (int c = 0, count = random.bounded(7); c < count; ++c)
                text += u"abc"[random.bounded(3)];
            QString own = expression;
            own.replace(u"\\z"_s, u"$"_s);
            QVERIFY2(occurs(own, text) == QRegularExpression(expression).match(text).hasMatch(),
                qPrintable(own + u" in "_s + text));
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestPattern)
#include "tst_pattern.moc"
