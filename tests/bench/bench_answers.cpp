// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/answerreader.h"
#include "tests/bench/sampleanswers.h"

#include <QTest>

#include <functional>

using namespace doorbuster;
using namespace Qt::StringLiterals;

using Read = std::function<bool(AnswerReader &, QByteArrayView)>;
Q_DECLARE_METATYPE(Read)

/// What reading the JSON of one answer costs.
class BenchAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void read_data();
    void read();
};

namespace {

template <class T>
Read by(ReadResult<T> (AnswerReader::*method)(QByteArrayView))
{
    return [method](
               AnswerReader &reader, QByteArrayView body) { return std::holds_alternative<T>((reader.*method)(body)); };
}

} // namespace

void BenchAnswers::read_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Read>("method");
    QTest::newRow("sale") << sampleanswers::sale << by(&AnswerReader::sale);
    QTest::newRow("buy") << sampleanswers::buy << by(&AnswerReader::buy);
    QTest::newRow("position") << sampleanswers::position << by(&AnswerReader::position);
    QTest::newRow("confirm") << sampleanswers::confirm << by(&AnswerReader::confirm);
    QTest::newRow("refusal") << sampleanswers::refusal << Read([](AnswerReader &reader, QByteArrayView body) {
        const HeardAnswer heard{.status = 409, .body = body};
        return !reader.judge(*reader.shop().call(ShopCall::Buy), heard).message.isEmpty();
    });
    QTest::newRow("orders of a buyer") << sampleanswers::ordersPage(1) << by(&AnswerReader::orders);
    QTest::newRow("50 orders") << sampleanswers::ordersPage(50) << by(&AnswerReader::orders);
}

void BenchAnswers::read()
{
    QFETCH(QByteArray, body);
    QFETCH(Read, method);
    body.reserve(body.size() + 64); // as the lean wire hands it over
    // A run has at least the admin's password, made up like this one, and a token.
    AnswerReader reader{
        TextSanitizer({u"Aa1!4f1c4f0e2b7d4c0e9a5b1d2e3f405162"_s, u"kq8ZbX0vWm3nT5yR7cLsD1fGhJ2pA4eU"_s})};
    bool good = true;
    QBENCHMARK
    {
        good = method(reader, body) && good;
    }
    QVERIFY(good);
}

QTEST_GUILESS_MAIN(BenchAnswers)
#include "bench_answers.moc"
