// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shopoptions.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestShopOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaults()
    {
        const auto line = parseShopCommandLine({u"doorbuster-shop"_s});
        QVERIFY2(line.options, qPrintable(line.text));
        QCOMPARE(line.options->port, quint16(4000));
        QCOMPARE(line.options->bind, u"127.0.0.1"_s);
        QCOMPARE(line.options->rules.defect, Defect::None);
        QCOMPARE(line.options->rules.holdsPerSecond, 50.0);
        QVERIFY(line.options->rules.holdTtl == 900s);
        QVERIFY(line.options->latency.base == 0s);
        QCOMPARE(line.options->errorRate, 0.0);
        QVERIFY(!line.options->exitWithParent);
    }

    void readsAll()
    {
        const auto line =
            parseShopCommandLine({u"doorbuster-shop"_s, u"--port"_s, u"0"_s, u"--bind=::1"_s, u"--defect=unit-lost"_s,
                u"--holds-per-second=2.5"_s, u"--hold-ttl"_s, u"1m30s"_s, u"--latency"_s, u"5ms±2ms"_s,
                u"--error-rate"_s, u"0.25"_s, u"--seed"_s, u"18446744073709551615"_s, u"--exit-with-parent"_s});
        QVERIFY2(line.options, qPrintable(line.text));
        QCOMPARE(line.options->port, quint16(0));
        QCOMPARE(line.options->bind, u"::1"_s);
        QCOMPARE(line.options->rules.defect, Defect::UnitLost);
        QCOMPARE(line.options->rules.holdsPerSecond, 2.5);
        QVERIFY(line.options->rules.holdTtl == 90s);
        QVERIFY(line.options->latency.base == 5ms);
        QVERIFY(line.options->latency.spread == 2ms);
        QCOMPARE(line.options->errorRate, 0.25);
        QCOMPARE(line.options->rules.seed, std::uint64_t(-1));
        QVERIFY(line.options->exitWithParent);
    }

    void refusesAndNamesTheCulprit_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("culprit");
        const auto row = [](const char *name, const QStringList &arguments, const QString &culprit) {
            QTest::newRow(name) << arguments << culprit;
        };
        row("unknown", {u"--prot"_s, u"1"_s}, u"prot"_s);
        row("no value", {u"--port"_s}, u"port"_s);
        row("trailing", {u"--port"_s, u"1"_s, u"surplus"_s}, u"surplus"_s);
        row("port", {u"--port"_s, u"65536"_s}, u"--port 65536"_s);
        row("port text", {u"--port"_s, u"http"_s}, u"--port http"_s);
        row("bind", {u"--bind"_s, u"localhost.."_s}, u"--bind localhost.."_s);
        row("defect", {u"--defect"_s, u"none-such"_s}, u"--defect none-such"_s);
        row("no holds", {u"--holds-per-second"_s, u"0"_s}, u"--holds-per-second 0"_s);
        row("negative holds", {u"--holds-per-second=-1"_s}, u"--holds-per-second -1"_s);
        row("not a number", {u"--holds-per-second"_s, u"nan"_s}, u"--holds-per-second nan"_s);
        row("bare number", {u"--hold-ttl"_s, u"900"_s}, u"--hold-ttl 900"_s);
        row("no life", {u"--hold-ttl"_s, u"0s"_s}, u"--hold-ttl 0s"_s);
        row("latency", {u"--latency"_s, u"5"_s}, u"--latency 5"_s);
        row("spread below 0", {u"--latency"_s, u"2ms±5ms"_s}, u"--latency 2ms±5ms"_s);
        row("rate", {u"--error-rate"_s, u"1.1"_s}, u"--error-rate 1.1"_s);
        row("percent", {u"--error-rate"_s, u"5%"_s}, u"--error-rate 5%"_s);
        row("seed", {u"--seed"_s, u"x"_s}, u"--seed x"_s);
        row("the first of two", {u"--seed"_s, u"x"_s, u"--port"_s, u"y"_s}, u"--port y"_s);
    }
    void refusesAndNamesTheCulprit()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, culprit);
        const auto line = parseShopCommandLine(QStringList{u"doorbuster-shop"_s} + arguments);
        QVERIFY(!line.options);
        QCOMPARE(line.exitStatus, 104);
        QVERIFY2(line.text.contains(culprit), qPrintable(line.text));
    }

    void helpNamesEveryDefect()
    {
        const auto line = parseShopCommandLine({u"doorbuster-shop"_s, u"--help"_s});
        QVERIFY(!line.options);
        QCOMPARE(line.exitStatus, 0);
        for (const auto &info : defectTable())
            QVERIFY(line.text.contains(QLatin1StringView(info.name.data(), qsizetype(info.name.size()))));
        const auto version = parseShopCommandLine({u"doorbuster-shop"_s, u"--version"_s});
        QCOMPARE(version.exitStatus, 0);
        QVERIFY(version.text.contains(QLatin1StringView(DOORBUSTER_VERSION)));
    }

    void latencyReadsBack_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::newRow("none") << u"0s"_s << u"0s"_s;
        QTest::newRow("base") << u"50ms"_s << u"50ms"_s;
        QTest::newRow("spread") << u"5ms±2ms"_s << u"5ms±2ms"_s;
        QTest::newRow("spread, typed") << u"1.5s+-500ms"_s << u"1s500ms±500ms"_s;
    }
    void latencyReadsBack()
    {
        QFETCH(QString, text);
        QFETCH(QString, written);
        const auto latency = parseLatency(text);
        QVERIFY(latency);
        const auto again = parseLatency(toString(*latency));
        QVERIFY(again && again->base == latency->base && again->spread == latency->spread);
        QCOMPARE(toString(*latency), written);
    }

    void latencyRefuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "5", "±2ms", "5ms±", "5ms±2", "5ms-2ms", "5ms±1ms±1ms", "-5ms"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void latencyRefuses()
    {
        QFETCH(QString, text);
        QVERIFY(!parseLatency(text));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestShopOptions)
#include "tst_shopoptions.moc"
