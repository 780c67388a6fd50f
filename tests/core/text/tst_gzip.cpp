// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/gzip.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestGzip : public QObject {
    Q_OBJECT

    static QByteArray zipped(std::initializer_list<std::string> members)
    {
        GzipCompressor compressor(1);
        std::string out;
        for (const std::string &member : members) {
            compressor.compress(member, out);
        }
        return QByteArray::fromStdString(out);
    }

private Q_SLOTS:
    void roundTrip_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray("x");
        QTest::newRow("exactly the working piece") << QByteArray(256 * 1024, 'x');
        QTest::newRow("well packed") << QByteArray(3'000'000, 'x');
        QByteArray noise;
        for (quint32 i = 0, state = 1; i < 500'000; ++i) {
            state = state * 1664525U + 1013904223U;
            noise.append(char(state >> 24));
        }
        QTest::newRow("noise") << noise;
    }

    void roundTrip()
    {
        QFETCH(QByteArray, data);
        const QByteArray packed = zipped({data.toStdString()});
        QVERIFY(isGzip(packed));
        const Unzipped unzipped = gunzip(packed, data.size());
        QCOMPARE(unzipped.error, QString());
        QCOMPARE(unzipped.data, data);
    }

    void membersInARowAreOneFile()
    {
        const Unzipped unzipped = gunzip(zipped({"first\n", "", "second\n"}), 100);
        QCOMPARE(unzipped.error, QString());
        QCOMPARE(unzipped.data, QByteArray("first\nsecond\n"));
    }

    void refusesWhatIsTooLarge()
    {
        const QByteArray bomb = zipped({std::string(5'000'000, '0')});
        QVERIFY(bomb.size() < 50'000);
        QCOMPARE(gunzip(bomb, 1024 * 1024).error, u"it unpacks to more than 1 MiB"_s);
    }

    void refusesEveryCut()
    {
        const QByteArray whole = zipped({"some text that is long enough to matter"});
        for (qsizetype size = 2; size < whole.size(); ++size) {
            QCOMPARE(gunzip(whole.first(size), 1000).error, u"its compressed data is cut off"_s);
        }
    }

    void refusesDamage()
    {
        QByteArray damaged = zipped({"some text that is long enough to matter"});
        damaged[damaged.size() - 6] = char(damaged[damaged.size() - 6] ^ 1); // in the checksum
        QCOMPARE(gunzip(damaged, 1000).error, u"its compressed data is damaged"_s);
        QCOMPARE(gunzip(QByteArray(zipped({"x"}) + "rubbish"), 1000).error, u"its compressed data is damaged"_s);
    }

    void tellsGzipFromOthers()
    {
        QVERIFY(!isGzip({}));
        QVERIFY(!isGzip("\x1f"));
        QVERIFY(!isGzip("{}"));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestGzip)
#include "tst_gzip.moc"
