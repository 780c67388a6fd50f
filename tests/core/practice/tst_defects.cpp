// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/defects.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace doorbuster;

namespace {

bool isCell(const DefectCell &cell)
{
    const auto number = cell.check.substr(1);
    const bool isCheck = cell.check.starts_with('V') && !number.empty() && number.size() <= 2
        && number.find_first_not_of("0123456789") == std::string_view::npos;
    return isCheck && (cell.verdict == "fail" || cell.verdict == "warn" || cell.verdict == "inconclusive");
}

} // namespace

class TestDefects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreCompleteAndUnique()
    {
        std::set<std::string_view> names;
        std::set<Defect> defects;
        const std::set<std::string_view> headlines{
            "pass", "overbooking", "underselling", "inconsistent", "rules-broken", "inconclusive"};
        for (const auto &info : defectTable()) {
            QVERIFY2(!info.name.empty() && !info.description.empty(), info.name.data());
            QVERIFY(names.insert(info.name).second);
            QVERIFY(defects.insert(info.defect).second);
            QVERIFY(headlines.contains(info.headline));
            // A failed check is in the headline; a warning is not.
            const auto says = [&info](std::string_view verdict) {
                return std::ranges::any_of(
                    info.expectedChecks, [verdict](const DefectCell &cell) { return cell.verdict == verdict; });
            };
            const std::string_view least = says("fail") ? "fail" : says("inconclusive") ? "inconclusive" : "pass";
            if (least == "fail")
                QVERIFY(info.headline != "pass" && info.headline != "inconclusive");
            else
                QCOMPARE(info.headline, least);
            std::set<std::string_view> expected;
            for (const auto &cell : info.expectedChecks) {
                QVERIFY(isCell(cell));
                QVERIFY2(expected.insert(cell.check).second, info.name.data());
            }
            for (const auto &cell : info.possibleChecks)
                QVERIFY2(isCell(cell) && !expected.contains(cell.check), info.name.data());
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

    void cellsAreFoundByCheckAndVerdict()
    {
        constexpr DefectCells none;
        static_assert(none.empty());
        constexpr DefectCells cells{{"V1", "fail"}, {"V14", "warn"}};
        static_assert(!cells.empty() && cells.end() - cells.begin() == 2);
        QVERIFY(cells.contains({"V1", "fail"}));
        QVERIFY(cells.contains({"V14", "warn"}));
        QVERIFY(!cells.contains({"V14", "fail"}));
        QVERIFY(!cells.contains({"V2", "fail"}));
        QVERIFY(!none.contains({"V1", "fail"}));
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

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestDefects)
#include "tst_defects.moc"
