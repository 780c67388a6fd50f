// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include <QDeadlineTimer>
#include <QProcessEnvironment>

#include <csignal>

namespace doorbuster {

using namespace Qt::StringLiterals;

Program::Program(const QString &program, const QStringList &arguments, const QStringList &environment, Reader reader)
    : m_process(std::make_unique<QProcess>())
{
    auto variables = QProcessEnvironment::systemEnvironment();
    for (const auto *name : {"API_BASE", "FLASH_SALE_DURATION", "STARTING_QUANTITY", "POLLING_INTERVAL"})
        variables.remove(QLatin1StringView(name));
    for (const QString &setting : environment)
        variables.insert(setting.section(u'=', 0, 0), setting.section(u'=', 1));
    m_process->setProcessEnvironment(variables);
    if (reader == Reader::FirstLineOnly) {
        m_reader = std::make_unique<QProcess>();
        m_process->setStandardOutputProcess(m_reader.get());
    }
    m_process->start(program, arguments);
    if (m_reader)
        m_reader->start(u"head"_s, {u"-n"_s, u"1"_s});
    m_process->waitForStarted(patience);
}

Program::~Program()
{
    if (!m_process || m_process->state() == QProcess::NotRunning)
        return;
    m_process->kill();
    m_process->waitForFinished(patience);
}

Program Program::cli(const QStringList &arguments, const QStringList &environment)
{
    return Program(QStringLiteral(CLI_PROGRAM), arguments, environment);
}

Program Program::shell(const QString &line, const QStringList &arguments)
{
    return Program(
        u"bash"_s, QStringList{u"-c"_s, line, u"bash"_s} + arguments, {u"CLI="_s + QStringLiteral(CLI_PROGRAM)});
}

Program Program::cliUnderNohup(const QStringList &arguments)
{
    return Program(u"nohup"_s, QStringList{QStringLiteral(CLI_PROGRAM)} + arguments);
}

Program Program::cliReadOnce(const QStringList &arguments)
{
    return Program(QStringLiteral(CLI_PROGRAM), arguments, {}, Reader::FirstLineOnly);
}

Program Program::shop(const QStringList &arguments)
{
    Program shop(QStringLiteral(SHOP_PROGRAM), QStringList{u"--port"_s, u"0"_s} + arguments);
    shop.readUrl();
    return shop;
}

Program Program::oddShop(const QStringList &twists)
{
    Program shop(QStringLiteral(ODDSHOP_PROGRAM), twists);
    shop.readUrl();
    return shop;
}

Program Program::shopReadOnce()
{
    Program shop(QStringLiteral(SHOP_PROGRAM), {u"--port"_s, u"0"_s}, {}, Reader::FirstLineOnly);
    shop.readUrl();
    return shop;
}

void Program::readUrl()
{
    const QString greeting = u"listening on "_s;
    if (waitFor(u"\n"_s) && output().startsWith(greeting))
        m_url = output().section(u'\n', 0, 0).sliced(greeting.size());
}

int Program::finish(std::chrono::milliseconds limit)
{
    if (!endsWithin(limit)) {
        m_process->kill();
        m_process->waitForFinished(patience);
        return -1;
    }
    return m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
}

bool Program::waitFor(const QString &text)
{
    const QDeadlineTimer deadline(patience);
    while (!output().contains(text)) {
        if (deadline.hasExpired() || heard().state() == QProcess::NotRunning)
            return false;
        heard().waitForReadyRead(int(deadline.remainingTime()));
    }
    return true;
}

bool Program::endsWithin(std::chrono::milliseconds time)
{
    return m_process->state() == QProcess::NotRunning || m_process->waitForFinished(int(time.count()));
}

bool Program::waitForReaderToLeave()
{
    return m_reader && (m_reader->state() == QProcess::NotRunning || m_reader->waitForFinished(patience));
}

QString Program::output()
{
    m_output += heard().readAllStandardOutput();
    return QString::fromUtf8(m_output);
}

QString Program::errors()
{
    m_errors += m_process->readAllStandardError();
    return QString::fromUtf8(m_errors);
}

void Program::interrupt()
{
    ::kill(pid_t(m_process->processId()), SIGINT);
}

void Program::hangUp()
{
    ::kill(pid_t(m_process->processId()), SIGHUP);
}

QStringList shortRun()
{
    return {u"run"_s, u"--stage"_s, u"500ms:40,1s:40"_s, u"-e"_s, u"STARTING_QUANTITY=12"_s, u"-e"_s,
        u"POLLING_INTERVAL=200ms"_s, u"--set"_s, u"sale.startsIn=300ms"_s, u"--set"_s, u"sale.countdown=100ms"_s,
        u"--set"_s, u"load.gracefulStop=500ms"_s, u"--set"_s, u"verification.settle=100ms"_s,
        // This machine may be busy with other tests; the generator's health is not what is tested.
        u"--set"_s, u"verification.generatorLagLimit=10s"_s};
}

} // namespace doorbuster
