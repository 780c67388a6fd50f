// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "case.h"

#include "../program.h"

#include "core/result/resultfile.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr auto runLimit = std::chrono::minutes(3);

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

const CheckRow *CaseFound::check(QStringView id) const
{
    if (!result)
        return nullptr;
    for (const CheckRow &row : result->verification.checks) {
        if (toString(row.id) == id)
            return &row;
    }
    return nullptr;
}

qint64 CaseFound::ordersInShop() const
{
    return truth.contains("orders"_L1) ? truth["orders"_L1].toInteger() : -1;
}

CaseFound performCase(const Case &what, const QString &folder)
{
    CaseFound found;
    QElapsedTimer timer;
    timer.start();
    Program shop = Program::oddShop(what.twists);
    if (shop.url().isEmpty()) {
        found.errors = u"the shop did not start: "_s + shop.errors();
        return found;
    }
    const QString base = u"API_BASE="_s + shop.url();
    if (!what.runBefore.isEmpty())
        Program::cli(withUsual(what.runBefore) + QStringList{u"-e"_s, base}).finish(runLimit);
    const auto path = [&folder](const QString &name) { return QDir(folder).filePath(name); };
    const QString resultFile = path(u"result.json"_s);
    Program cli = Program::cli(withUsual(what.arguments)
            + QStringList{u"-e"_s, base, u"--result"_s, resultFile, u"--out"_s, u"junit="_s + path(u"junit.xml"_s),
                u"--out"_s, u"html="_s + path(u"report.html"_s)},
        what.environment);
    for (const auto wait : what.interrupts) {
        if (cli.endsWithin(wait))
            break;
        cli.interrupt();
    }
    found.exitStatus = cli.finish(runLimit);
    found.console = cli.output();
    found.errors = cli.errors();
    found.resultText = contentOf(resultFile);
    found.junit = QString::fromUtf8(contentOf(path(u"junit.xml"_s)));
    found.html = QString::fromUtf8(contentOf(path(u"report.html"_s)));
    if (!found.resultText.isEmpty()) {
        auto loaded = loadResult(resultFile);
        found.result = std::move(loaded.result);
        if (!found.result)
            found.errors += u"the result cannot be loaded: "_s + loaded.errors.join(u"; ");
    }
    shop.interrupt();
    shop.finish();
    const QString output = shop.output();
    found.truth = QJsonDocument::fromJson(output.sliced(qMax(qsizetype(0), output.indexOf(u'{'))).toUtf8()).object();
    found.took = std::chrono::milliseconds(timer.elapsed());
    return found;
}

QString caseInput(const Case &what)
{
    QStringList parts = what.twists;
    if (parts.isEmpty())
        parts << u"(no twist)"_s;
    return (parts + what.arguments).join(u' ');
}

QStringList withUsual(const QStringList &arguments)
{
    QStringList all{u"run"_s, u"--no-color"_s, u"-e"_s, u"STARTING_QUANTITY=5"_s, u"-e"_s, u"POLLING_INTERVAL=300ms"_s};
    // Stages add up; the other arguments replace those before them.
    if (!arguments.contains(u"--stage"_s))
        all << u"--stage"_s << u"0s:10,2s:10"_s;
    for (const auto *setting : {"sale.startsIn=300ms", "sale.countdown=100ms", "sale.duration=60s",
             "load.gracefulStop=2s", "load.gracefulRampDown=2s", "buyer.backoffMax=1s", "buyer.pause=500ms",
             "verification.settle=300ms", "thresholds.http_req_failed=", "thresholds.http_req_duration=",
             // Other runs are beside this one; the generator's health is not what is tested.
             "verification.generatorLagLimit=10s"})
        all << u"--set"_s << QString::fromLatin1(setting);
    return all + arguments;
}

} // namespace doorbuster
