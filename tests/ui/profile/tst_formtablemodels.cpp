// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"
#include "ui/profile/pairmodel.h"
#include "ui/profile/profiledocument.h"
#include "ui/profile/stagemodel.h"
#include "ui/profile/thresholdmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include <memory>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QString shown(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        lines << cells.join(u" | "_s);
    }
    return lines.join(u'\n');
}

std::unique_ptr<FormTableModel> makeModel(const QString &path, ProfileDocument &document)
{
    if (path == u"load.stages")
        return std::make_unique<StageModel>(document);
    if (path == u"thresholds")
        return std::make_unique<ThresholdModel>(document);
    return std::make_unique<PairModel>(document, path);
}

} // namespace

class tst_FormTableModels final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTable_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path :
            {"load.stages", "thresholds", "target.headers", "verification.severity", "tags", "outputs"})
            QTest::newRow(path) << QString::fromLatin1(path);
    }
    /// Everything that can be done to rows, each as one step that can be undone, under the watch of Qt's tester.
    void everyTable()
    {
        QFETCH(QString, path);
        ProfileDocument document;
        const auto model = makeModel(path, document);
        const QAbstractItemModelTester tester(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<QList<FormRow>> states{model->rows()};
        const auto stepped = [&] {
            states << model->rows();
            return document.undoStack().count() == states.size() - 1 && document.rows(path) == model->rows();
        };
        const int before = model->rowCount();
        model->add(0);
        QVERIFY(stepped());
        QCOMPARE(model->rowCount(), before + 1);
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex index = model->index(0, column);
            if (!(model->flags(index) & Qt::ItemIsEditable))
                continue;
            QVERIFY(model->setData(index, u"x%1"_s.arg(column)));
            QCOMPARE(index.data(Qt::EditRole).toString(), u"x%1"_s.arg(column));
            QVERIFY(stepped());
        }
        model->duplicate(0);
        QVERIFY(stepped());
        QCOMPARE(model->rows()[0], model->rows()[1]);
        model->add(model->rowCount());
        QVERIFY(stepped());
        QVERIFY(model->move(model->rowCount() - 1, -1));
        QVERIFY(stepped());
        QVERIFY(!model->move(0, -1));
        QVERIFY(!model->move(model->rowCount() - 1, 1));
        model->insert(1, {model->freshRow(), model->freshRow()}, u"two"_s);
        QVERIFY(stepped());
        QCOMPARE(document.undoStack().undoText(), u"two"_s);
        model->remove({0, 2, 99});
        QVERIFY(stepped());
        document.reset(path);
        QVERIFY(stepped());
        for (qsizetype i = states.size() - 2; i >= 0; --i) {
            document.undoStack().undo();
            QCOMPARE(model->rows(), states[i]);
        }
        for (qsizetype i = 1; i < states.size(); ++i) {
            document.undoStack().redo();
            QCOMPARE(model->rows(), states[i]);
        }
    }

    void editingNothingIsNoStep()
    {
        ProfileDocument document;
        StageModel model(document);
        QVERIFY(model.setData(model.index(0, StageModel::Target), u"1000"_s));
        QVERIFY(!document.isModified());
        QVERIFY(!model.setData(model.index(0, StageModel::Description), u"x"_s));
        QVERIFY(!model.setData({}, u"x"_s));
    }

    void changesAreAsSmallAsTheyCanBe()
    {
        ProfileDocument document;
        StageModel model(document);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.insert(2, {{{u"1s"_s}, {u"1"_s}}}, u"x"_s);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted.first()[1].toInt(), 2);
        QCOMPARE(inserted.first()[2].toInt(), 2);
        model.remove({0});
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed.first()[1].toInt(), 0);
        QCOMPARE(removed.first()[2].toInt(), 0);
        model.move(0, 1);
        QCOMPARE(inserted.size() + removed.size() + reset.size(), 2);
    }

    void stages()
    {
        ProfileDocument document;
        StageModel model(document);
        QCOMPARE(shown(model),
            u"30s | 1,000 | Ramp to 1,000 | 1\n"
            "1m | 1,000 | Hold | 2\n"
            "1m | 3,000 | Ramp to 3,000 | 3\n"
            "1m | 5,000 | Ramp to 5,000 | 4\n"
            "2m | 5,000 | Hold | 5\n"
            "1m | 0 | Ramp down | 6"_s);
        document.setText(u"load.startVUs"_s, u"1000"_s);
        QCOMPARE(model.index(0, StageModel::Description).data().toString(), u"Hold"_s);
        model.setData(model.index(2, StageModel::Duration), u"0s"_s);
        QCOMPARE(model.index(2, StageModel::Description).data().toString(), u"Jump to 3,000"_s);
        model.setData(model.index(2, StageModel::Target), u"4,000"_s);
        QCOMPARE(model.index(2, StageModel::Target).data().toString(), u"4,000"_s);
        QCOMPARE(document.profile().load.stages[2].target, 4000);
    }

    void stagesWithErrors()
    {
        ProfileDocument document;
        StageModel model(document);
        model.setData(model.index(1, StageModel::Duration), u"1"_s);
        model.setData(model.index(1, StageModel::Target), u"many"_s);
        QCOMPARE(model.index(1, StageModel::Description).data().toString(), u"–"_s);
        QCOMPARE(model.index(1, StageModel::Duration).data().toString(), u"✕ 1"_s);
        QCOMPARE(model.problemsOf(1),
            (QStringList{u"“1” has no unit: write 1s or 1ms"_s, u"“many” is not a whole number"_s}));
        QVERIFY(model.index(1, StageModel::Duration).data(Qt::ForegroundRole).isValid());
        QVERIFY(!model.index(0, StageModel::Duration).data(Qt::ForegroundRole).isValid());
        QCOMPARE(model.indexOf(u"load.stages[1].target"_s), model.index(1, StageModel::Target));
        QVERIFY(!model.indexOf(u"load.stages[0].target"_s).isValid());
        // What follows from an unknown number of users is unknown, too.
        QCOMPARE(model.index(2, StageModel::Description).data().toString(), u"–"_s);
        model.move(1, -1);
        QCOMPARE(model.index(0, StageModel::Duration).data().toString(), u"✕ 1"_s);
        QCOMPARE(model.misfit(0, kStageDuration, u"5"_s), std::optional(u"“5” has no unit: write 5s or 5ms"_s));
        QCOMPARE(model.misfit(0, kStageDuration, u"5s"_s), std::nullopt);
    }

    void thresholds()
    {
        ProfileDocument document;
        document.setRows(u"thresholds"_s,
            {{{u"http_req_failed"_s}, {u"rate<0.01"_s}, {u"false"_s}, {u"0s"_s}},
                {{u"http_req_duration{name:buy}"_s}, {u"p(95)<2000"_s}, {u"true"_s}, {u"30s"_s}}},
            u"x"_s);
        ThresholdModel model(document);
        QCOMPARE(shown(model),
            u"http_req_failed | rate<0.01 | no | 0s\nhttp_req_duration{name:buy} | p(95)<2000 | yes | 30s"_s);
        const QModelIndex abort = model.index(0, ThresholdModel::Abort);
        QCOMPARE(abort.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(model.flags(abort) & Qt::ItemIsUserCheckable);
        QVERIFY(model.setData(abort, Qt::Checked, Qt::CheckStateRole));
        QVERIFY(document.profile().thresholds[0].rules[0].abortOnFail);
        QVERIFY(model.setData(abort, Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!document.profile().thresholds[0].rules[0].abortOnFail);
    }

    void thresholdErrorsStandAtTheirCell_data()
    {
        QTest::addColumn<QStringList>("cells");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const QStringList &cells, int column, const QString &problem) {
            QTest::newRow(name) << cells << column << problem;
        };
        row("metric", {u"http_req"_s, u"p(95)<1"_s}, ThresholdModel::Metric, u"there is no metric http_req"_s);
        row("selector", {u"checks{"_s, u"rate>0"_s}, ThresholdModel::Metric, u"the { is never closed"_s);
        row("tag", {u"checks{nme:x}"_s, u"rate>0"_s}, ThresholdModel::Metric, u"no sample has a tag nme"_s);
        row("no metric", {QString(), u"rate>0"_s}, ThresholdModel::Metric, u"the name of a metric is missing"_s);
        row("syntax", {u"checks"_s, u"rate"_s}, ThresholdModel::Expression, u"no operator"_s);
        row("percentile", {u"http_req_duration"_s, u"p(995)<800"_s}, ThresholdModel::Expression,
            u"percentiles go from 0 to 100"_s);
        row("aggregation", {u"checks"_s, u"avg<1"_s}, ThresholdModel::Expression, u"checks is a rate"_s);
        row("empty", {u"checks"_s, QString()}, ThresholdModel::Expression, u"the expression is empty"_s);
    }
    void thresholdErrorsStandAtTheirCell()
    {
        QFETCH(QStringList, cells);
        QFETCH(int, column);
        QFETCH(QString, problem);
        ProfileDocument document;
        document.setRows(u"thresholds"_s, {{{cells[0]}, {cells[1]}, {u"false"_s}, {u"0s"_s}}}, u"x"_s);
        ThresholdModel model(document);
        for (int i = 0; i < ThresholdModel::ColumnCount; ++i) {
            const QString told = model.index(0, i).data(FormTableModel::ProblemRole).toString();
            QVERIFY2(i == column ? told.contains(problem) : told.isEmpty(), qPrintable(told));
        }
        // And the same while it is typed.
        const auto typed = model.misfit(0, model.cellOf(column), cells[column]);
        QVERIFY(typed && typed->contains(problem));
        QCOMPARE(model.indexOf(u"thresholds."_s + cells[0] + u"[0]"), model.index(0, column));
    }

    void completions()
    {
        ProfileDocument document;
        ThresholdModel model(document);
        const QStringList metrics = model.completions(0, kThresholdMetric);
        for (const char *name : {"http_req_duration", "http_req_duration{name:confirm}", "fs_journeys", "checks"})
            QVERIFY2(metrics.contains(QString::fromLatin1(name)), name);
        QVERIFY(!metrics.contains(u"fs_journeys{name:buy}"));
        // Each leads somewhere: it is a metric, and what it completes to is an expression but for the number.
        for (const QString &metric : metrics) {
            document.setRows(u"thresholds"_s, {{{metric}, {QString()}, {u"false"_s}, {u"0s"_s}}}, u"x"_s);
            QVERIFY2(!model.misfit(0, kThresholdMetric, metric), qPrintable(metric));
            const QStringList expressions = model.completions(0, kThresholdExpression);
            QVERIFY(!expressions.isEmpty());
            for (const QString &expression : expressions)
                QVERIFY2(!model.misfit(0, kThresholdExpression, expression + u'1'), qPrintable(metric + expression));
        }
        document.setRows(u"thresholds"_s, {{{u"none"_s}, {QString()}, {u"false"_s}, {u"0s"_s}}}, u"x"_s);
        QVERIFY(model.completions(0, kThresholdExpression).isEmpty());
        QVERIFY(model.misfit(0, kThresholdExpression, u"rate"_s));
        QVERIFY(!model.misfit(0, kThresholdExpression, u"rate<1"_s));
    }

    void severitiesAreChosen()
    {
        ProfileDocument document;
        document.setRows(u"verification.severity"_s,
            {{{u"V1"_s}, {u"warn"_s}}, {{u"V99"_s}, {u"off"_s}}, {{u"V20"_s}, {u"off"_s}}}, u"new severity"_s);
        PairModel model(document, u"verification.severity"_s);
        QCOMPARE(model.columnTitle(PairModel::Name), u"Check"_s);
        QVERIFY(model.isChoice(kPairName) && model.isChoice(kPairValue));
        QCOMPARE(model.completions(0, kPairValue), QStringList({u"fail"_s, u"warn"_s, u"off"_s}));
        QVERIFY(model.completions(0, kPairName).contains(u"V20"_s));
        QVERIFY(!model.misfit(0, kPairValue, u"off"_s));
        QVERIFY(model.misfit(0, kPairValue, u"loud"_s));
        QVERIFY(!model.misfit(1, kPairValue, u"off"_s)); // it is the check that is not known
        QVERIFY(model.misfit(1, kPairName, u"V99"_s));
        QVERIFY(model.misfit(2, kPairValue, u"off"_s));
        QVERIFY(!model.misfit(2, kPairName, u"V20"_s));
    }

    void headersHideSecrets()
    {
        ProfileDocument document;
        document.setRows(u"target.headers"_s,
            {{{u"Authorization"_s}, {u"Bearer sesame"_s}}, {{u"Cookie"_s}, {u"${JAR}"_s}},
                {{u"X-Team"_s}, {u"shop"_s}}},
            u"x"_s);
        PairModel model(document, u"target.headers"_s);
        QCOMPARE(shown(model), u"Authorization | ✕ ••••••\nCookie | ✕ ${JAR}\nX-Team | shop"_s);
        for (int role : {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole),
                 int(FormTableModel::SortRole), int(FormTableModel::ProblemRole)})
            QVERIFY(!model.index(0, PairModel::Value).data(role).toString().contains(u"sesame"));
        QProcessEnvironment environment;
        environment.insert(u"JAR"_s, u"x=1"_s);
        document.setEnvironment(environment);
        QCOMPARE(model.index(1, PairModel::Value).data().toString(), u"${JAR}"_s);
        QVERIFY(model.misfit(0, kPairName, u"Host"_s));
        QVERIFY(model.misfit(0, kPairName, u"a b"_s));
        QVERIFY(!model.misfit(0, kPairName, u"X"_s));
        QVERIFY(model.misfit(0, kPairValue, u"open"_s));
        QVERIFY(!model.misfit(0, kPairValue, u"${OPEN}"_s));
    }

    void tagsAndOutputs()
    {
        ProfileDocument document;
        document.setRows(u"tags"_s, {{{u"a b"_s}, {u"1"_s}}, {{u"team"_s}, {QString()}}}, u"x"_s);
        document.setRows(u"outputs"_s, {{{u"jsn"_s}, {u"a"_s}}, {{u"json"_s}, {QString()}}}, u"x"_s);
        PairModel tags(document, u"tags"_s);
        QCOMPARE(shown(tags), u"✕ a b | 1\nteam | ✕ "_s);
        QVERIFY(tags.misfit(0, kPairName, u"name"_s));
        QVERIFY(!tags.misfit(0, kPairName, u"team"_s));
        PairModel outputs(document, u"outputs"_s);
        QCOMPARE(shown(outputs), u"✕ jsn | a\njson | ✕ "_s);
        QVERIFY(outputs.isChoice(kPairName));
        QVERIFY(!outputs.isChoice(kPairValue));
        QVERIFY(outputs.completions(0, kPairName).contains(u"charts"));
        QCOMPARE(outputs.headerData(PairModel::Name, Qt::Horizontal).toString(), u"Kind"_s);
    }

    void textsAreShownAsTexts()
    {
        ProfileDocument document;
        const QString odd = u"<b>\u202e\n"_s + QString(10'000, u'x');
        document.setRows(u"tags"_s, {{{u"a"_s}, {odd}}}, u"x"_s);
        PairModel model(document, u"tags"_s);
        const QString text = model.index(0, PairModel::Value).data().toString();
        QVERIFY(text.size() <= 200 && !text.contains(u'\n') && !text.contains(QChar(0x202e)));
        QCOMPARE(model.index(0, PairModel::Value).data(Qt::EditRole).toString(), odd);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, tst_FormTableModels)
#include "tst_formtablemodels.moc"
