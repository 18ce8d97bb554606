#!/usr/bin/env bash
# Checks for the SDK, builds through Cake when something changed, and starts what was asked for.
set -euo pipefail

home="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
runner=".build/bin/Pengcheng.Local/release/Pengcheng.Local.dll"

say() { # english, chinese
    case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in zh*) printf '%s\n' "$2" ;; *) printf '%s\n' "$1" ;; esac
}

usage() {
    say "Usage: ./build.sh TASK [options]

  run [--fresh] [--replicas N] [--gateway-port P]
                 start PostgreSQL, RabbitMQ, all services, the gateway and the sandbox; Ctrl-C stops them
  run --detach   the same in the background, back when all is healthy
  stop           stop a running platform
  demo [--scenario NAME] [--count N] [--parallel P]
                 play deals through the gateway, on the running platform or one of its own
  demo --case inspection
                 play a firm's month of inspections instead, and compare the supervisor's figures
  test [options of dotnet test]
                 build and run every test
  fault [--minutes N] [--seed S] [--rate R] [--only KIND[,KIND]] [--list]
                 break a platform of its own under load, heal it, and check every promise from outside
  bench [--only NAME,...] [--seconds N]
                 measure the platform against its floors; --list names the scenarios
  servers        start PostgreSQL and RabbitMQ alone and print how to reach them
  build          build everything
  format         format the code
  clean          delete what builds made (data stays in .local)" \
        "用法:./build.sh 任务 [选项]

  run [--fresh] [--replicas N] [--gateway-port P]
                 启动 PostgreSQL、RabbitMQ、全部服务、网关和沙箱;Ctrl-C 全部停止
  run --detach   同上,但在后台运行,全部就绪后返回
  stop           停止正在运行的平台
  demo [--scenario 名称] [--count N] [--parallel P]
                 通过网关演示交易;平台未运行时自行启动
  demo --case inspection
                 改为演示一家企业一个月的执法检查,并核对监督统计
  test [dotnet test 的选项]
                 构建并运行全部测试
  fault [--minutes N] [--seed S] [--rate R] [--only 类型[,类型]] [--list]
                 在负载下破坏一个独立平台,恢复后从外部检查每项承诺
  bench [--only 名称,...] [--seconds N]
                 测量平台性能并与下限对比;--list 列出全部场景
  servers        仅启动 PostgreSQL 和 RabbitMQ,并打印连接方式
  build          构建全部项目
  format         格式化代码
  clean          删除构建产物(.local 中的数据保留)"
}

require_sdk() {
    if ! command -v dotnet >/dev/null 2>&1 || ! (cd "$home" && dotnet --version) 2>/dev/null | grep -q '^10\.'; then
        say "The .NET SDK 10 is needed and was not found: https://dotnet.microsoft.com/download/dotnet/10.0" \
            "需要 .NET SDK 10,但未找到:https://dotnet.microsoft.com/zh-cn/download/dotnet/10.0" >&2
        exit 1
    fi
}

# A running platform has its programs mapped from where a build would overwrite them.
is_up() {
    [ -f .local/state.json ] && command -v flock >/dev/null 2>&1 && ! flock -n .local/lock true
}

# Anything newer than the last successful build, a folder that lost or gained a file included.
changed_since() { # stamp
    [ ! -f "$1" ] && return 0
    local newer
    newer="$(find . \( -name .build -o -name .local -o -name .git -o -name bin -o -name obj -o -name artifacts -o -name TestResults -o -name docs -o -name '*.md' \) -prune -o \
        ! -path . -newer "$1" -print -quit)"
    [ -n "$newer" ]
}

end_compiler() {
    local version sdks
    version="$(dotnet --version)"
    sdks="$(dotnet --list-sdks | sed -n "s/^$version \[\(.*\)\]\$/\1/p")"
    dotnet exec "$sdks/$version/Roslyn/bincore/VBCSCompiler.dll" "-pipename:$SharedCompilationId" -shutdown >/dev/null
}

cake() { # target
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 CAKE_SETTINGS_ENABLESCRIPTCACHE=true
    export CAKE_PATHS_TOOLS="$home/.build/cake" CAKE_PATHS_CACHE="$home/.build/cake/cache"
    # Build servers would stay behind for minutes: the nodes are told not to, the compiler is one of our own and is ended.
    export MSBUILDDISABLENODEREUSE=1 SharedCompilationId="pengcheng-$$"
    local tool="${NUGET_PACKAGES:-${HOME:-/root}/.nuget/packages}/cake.tool"
    mkdir -p .build/stamps
    if [ ! -d "$tool" ] || [ .config/dotnet-tools.json -nt .build/stamps/tools ]; then
        dotnet tool restore
        touch .build/stamps/tools
    fi
    trap end_compiler EXIT
    dotnet cake --target="$1"
    end_compiler
    trap - EXIT
}

build() { # cake target, stamp
    local stamp=".build/stamps/$2" begun=".build/stamps/$2.begun"
    if changed_since "$stamp"; then
        if is_up; then
            say "The platform is running from the programs that have to be rebuilt. Stop it first: ./build.sh stop" \
                "平台正在使用需要重新构建的程序,请先停止:./build.sh stop" >&2
            exit 3
        fi
        mkdir -p .build/stamps
        touch "$begun"
        cake "$1"
        mv "$begun" "$stamp"
    fi
}

build_platform() {
    if ! is_up && changed_since .build/stamps/all; then build build-platform platform; fi
}

task="${1:---help}"
[ $# -gt 0 ] && shift

case "$task" in
    run | demo | servers)
        require_sdk
        cd "$home"
        build_platform
        exec dotnet "$runner" "$task" "$@"
        ;;
    stop)
        cd "$home"
        if [ ! -f "$runner" ]; then say "Nothing is running." "没有正在运行的平台。"; exit 0; fi
        exec dotnet "$runner" stop
        ;;
    test)
        require_sdk
        cd "$home"
        build build all
        exec dotnet "$runner" test "$@"
        ;;
    bench | fault)
        require_sdk
        cd "$home"
        if changed_since .build/stamps/all; then build build-harness harness; fi
        exec dotnet ".build/bin/Pengcheng.${task^}/release/Pengcheng.${task^}.dll" "$@"
        ;;
    build)
        require_sdk
        cd "$home"
        build build all
        ;;
    format | clean)
        require_sdk
        cd "$home"
        cake "$task"
        ;;
    -h | --help | help)
        usage
        ;;
    *)
        say "Unknown task: $task" "未知任务:$task" >&2
        usage >&2
        exit 2
        ;;
esac
