// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/bodydecoder.h"

#include "tests/core/transport/packing.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace doorbuster::test;

namespace {

constexpr qsizetype limit = 100000;

} // namespace

class TestBodyDecoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodes_data()
    {
        const QByteArray plain = R"({"queued":true,"position":17})";
        QTest::addColumn<QByteArray>("packed");
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("gzip") << gzip(plain) << QByteArray("gzip") << plain;
        QTest::newRow("x-gzip, capitals") << gzip(plain) << QByteArray(" X-GZIP ") << plain;
        QTest::newRow("deflate") << pack(plain, 15) << QByteArray("deflate") << plain;
        QTest::newRow("bare deflate") << pack(plain, -15) << QByteArray("deflate") << plain;
        QTest::newRow("identity") << plain << QByteArray("identity") << plain;
        QTest::newRow("twice") << gzip(pack(plain, 15)) << QByteArray("deflate, gzip") << plain;
        QTest::newRow("two members") << QByteArray(gzip(plain) + gzip(plain)) << QByteArray("gzip")
                                     << QByteArray(plain + plain);
        QTest::newRow("nothing packed") << gzip({}) << QByteArray("gzip") << QByteArray();
        QTest::newRow("no body at all") << QByteArray() << QByteArray("gzip") << QByteArray();
        QTest::newRow("up to the limit") << gzip(QByteArray(limit, 'a')) << QByteArray("gzip")
                                         << QByteArray(limit, 'a');
    }

    void decodes()
    {
        QFETCH(QByteArray, packed);
        QFETCH(QByteArray, encoding);
        QFETCH(QByteArray, expected);
        const DecodedBody decoded = decodeBody(packed, encoding, limit);
        QCOMPARE(decoded.error, QString());
        QCOMPARE(decoded.body, expected);
    }

    void refuses_data()
    {
        const QByteArray plain(5000, 'a');
        QByteArray damaged = gzip(plain);
        damaged[damaged.size() - 6] = char(~damaged.at(damaged.size() - 6)); // its checksum
        QTest::addColumn<QByteArray>("packed");
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QString>("culprit");
        QTest::newRow("checksum") << damaged << QByteArray("gzip") << QStringLiteral("damaged");
        QTest::newRow("no gzip") << QByteArray("{}") << QByteArray("gzip") << QStringLiteral("gzip");
        QTest::newRow("garbage behind") << QByteArray(gzip(plain) + "garbage") << QByteArray("gzip")
                                        << QStringLiteral("gzip");
        QTest::newRow("garbage behind deflate")
            << QByteArray(pack(plain, 15) + "garbage") << QByteArray("deflate") << QStringLiteral("behind");
        QTest::newRow("bomb") << gzip(QByteArray(50 * 1024 * 1024, '\0')) << QByteArray("gzip")
                              << QStringLiteral("100000");
        QTest::newRow("bomb in a bomb") << gzip(gzip(QByteArray(50 * 1024 * 1024, '\0'))) << QByteArray("gzip, gzip")
                                        << QStringLiteral("100000");
        QTest::newRow("unknown") << QByteArray("ok") << QByteArray("br") << QStringLiteral("br");
        QTest::newRow("many") << QByteArray("ok") << QByteArray("gzip,gzip,gzip,gzip,gzip")
                              << QStringLiteral("5 times");
    }

    void refuses()
    {
        QFETCH(QByteArray, packed);
        QFETCH(QByteArray, encoding);
        QFETCH(QString, culprit);
        const DecodedBody decoded = decodeBody(packed, encoding, limit);
        QVERIFY2(decoded.error.contains(culprit), qPrintable(decoded.error));
        QVERIFY(decoded.body.isEmpty());
    }

    void refusesCutOffAnywhere()
    {
        const QByteArray packed = gzip("some text that is packed");
        for (qsizetype length = 1; length < packed.size(); ++length)
            QVERIFY2(decodeBody(packed.left(length), "gzip", limit).error.contains(QStringLiteral("cut off")),
                qPrintable(QString::number(length)));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestBodyDecoder)
#include "tst_bodydecoder.moc"
