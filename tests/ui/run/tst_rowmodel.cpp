// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/rowmodel.h"

#include "madeuprun.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

struct Line {
    QString key;
    int figure = 0;

    bool isSameRow(const Line &other) const { return key == other.key; }
    friend bool operator==(const Line &, const Line &) = default;
};

class Lines final : public RowModel<Line> {
public:
    Lines()
        : RowModel(2, nullptr)
    {
    }

    /// "a1 b2": the key is a letter, the figure what follows.
    void set(const QString &text)
    {
        std::vector<Line> lines;
        const QStringList parts = text.split(u' ', Qt::SkipEmptyParts);
        for (const QString &part : parts) {
            lines.push_back({part.left(1), part.mid(1).toInt()});
        }
        setRows(std::move(lines));
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole) {
            return {};
        }
        return index.column() == 0 ? QVariant(row(index.row()).key) : QVariant(row(index.row()).figure);
    }
};

QString written(const Lines &model)
{
    QStringList parts;
    for (const Line &line : model.rows()) {
        parts << line.key + QString::number(line.figure);
    }
    return parts.join(u' ');
}

} // namespace

class TestRowModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What a view is told: the fewest rows that say it.
    void tellsWhatChanged_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("inserted"); // "first-last first-last"
        QTest::addColumn<QString>("changed");
        QTest::addColumn<bool>("reset");
        QTest::newRow("nothing") << u"a1 b2"_s << u"a1 b2"_s << u""_s << u""_s << false;
        QTest::newRow("from empty") << u""_s << u"a1 b2"_s << u"0-1"_s << u""_s << false;
        QTest::newRow("one figure") << u"a1 b2 c3"_s << u"a1 b5 c3"_s << u""_s << u"1-1"_s << false;
        QTest::newRow("neighbours") << u"a1 b2 c3 d4"_s << u"a9 b9 c3 d9"_s << u""_s << u"0-1 3-3"_s << false;
        QTest::newRow("in between") << u"a1 d4"_s << u"a1 b2 c3 d5"_s << u"1-2"_s << u"3-3"_s << false;
        QTest::newRow("before and behind") << u"b2"_s << u"a1 b2 c3"_s << u"0-0 2-2"_s << u""_s << false;
        QTest::newRow("alike twice") << u"a1"_s << u"a1 a2"_s << u"1-1"_s << u""_s << false;
        QTest::newRow("one gone") << u"a1 b2"_s << u"b2"_s << u""_s << u""_s << true;
        QTest::newRow("places changed") << u"a1 b2"_s << u"b2 a1"_s << u""_s << u""_s << true;
        QTest::newRow("to empty") << u"a1"_s << u""_s << u""_s << u""_s << true;
    }

    void tellsWhatChanged()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        Lines model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.set(before);
        QStringList inserted;
        QStringList changed;
        int resets = 0;
        connect(&model, &QAbstractItemModel::rowsInserted, this,
            [&](const QModelIndex &, int first, int last) { inserted << u"%1-%2"_s.arg(first).arg(last); });
        connect(&model, &QAbstractItemModel::dataChanged, this, [&](const QModelIndex &from, const QModelIndex &to) {
            QCOMPARE(from.column(), 0);
            QCOMPARE(to.column(), 1);
            changed << u"%1-%2"_s.arg(from.row()).arg(to.row());
        });
        connect(&model, &QAbstractItemModel::modelReset, this, [&] { ++resets; });
        model.set(after);
        QCOMPARE(written(model), after);
        QTEST(inserted.join(u' '), "inserted");
        QTEST(changed.join(u' '), "changed");
        QTEST(resets > 0, "reset");
        model.disconnect(this);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestRowModel)
#include "tst_rowmodel.moc"
