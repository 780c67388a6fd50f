// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/defects.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace doorbuster;

class TestDefects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreCompleteAndUnique()
    {
        std::set<std::string_view> names;
        std::set<Defect> defects;
        const std::set<std::string_view> headlines{
            "pass", "overbooking", "underselling", "inconsistent", "inconclusive"};
        for (const auto &info : defectTable()) {
            QVERIFY2(!info.name.empty() && !info.description.empty(), info.name.data());
            QVERIFY(names.insert(info.name).second);
            QVERIFY(defects.insert(info.defect).second);
            QVERIFY(headlines.contains(info.headline));
            QCOMPARE(info.expectedChecks.empty(), info.headline == "pass");
            for (const auto check : info.expectedChecks)
                QVERIFY(std::ranges::find(info.possibleChecks, check) == info.possibleChecks.end());
        }
        QCOMPARE(defectTable().front().defect, Defect::None);
    }

    void findsByExactName()
    {
        for (const auto &info : defectTable()) {
            const auto name = QString::fromLatin1(info.name.data(), qsizetype(info.name.size()));
            QCOMPARE(findDefect(name), &info);
            QCOMPARE(&defectInfo(info.defect), &info);
            QVERIFY(!findDefect(name.toUpper()));
        }
        QVERIFY(!findDefect(QStringView()));
        QVERIFY(!findDefect(u"unit"));
    }

    void strikesAtAFixedShare()
    {
        std::vector<std::uint64_t> struck;
        for (std::uint64_t n = 1; n <= 20; ++n) {
            if (strikes(n, 3, 7))
                struck.push_back(n);
        }
        QCOMPARE(struck, (std::vector<std::uint64_t>{3, 10, 17}));
    }
};

QTEST_GUILESS_MAIN(TestDefects)
#include "tst_defects.moc"
