"""Pairs of opposites that turn a true sentence false: 커지다/작아지다, 앞/뒤, 유지/소실 …

Each side is a list of word beginnings, found anywhere in a word for Hangul and at the beginning of a word for
Latin letters; `_` stands for a blank that may be left out. Only opposites of predicates: opposites of things (L1/L2,
train/test) stand together in most sentences about them, and `order` in stance.py sees when they change places.
"""

from __future__ import annotations

AXES: tuple[tuple[str, str, str], ...] = (
    # amount and direction
    (
        "amount",
        "증가 늘어 늘리 늘려 높아 높이 높여 올라 올리 올려 커지 커져 키우 키워 확대 불어 increase grow rise raise higher larger bigger",
        "감소 줄어 줄이 줄여 줄고 낮아 낮추 낮춰 떨어 내려 내리 작아 축소 깎 decrease shrink reduce lower drop fall smaller diminish",
    ),
    (
        "size",
        "크다 크면 크고 큰 클수록 크게 크니 커서 커다 거대 large big huge",
        "작다 작으면 작고 작은 작을수록 작게 작아서 미세 small tiny little",
    ),
    (
        "many",
        "많다 많은 많이 많고 많아 많을 풍부 여러 many much lots plenty several",
        "적다 적은 적게 적고 적어 적을 부족 모자 few scarce lack",
    ),
    ("more", "더 more", "덜 less"),
    ("high", "높다 높은 높고 높을 높으면 상승 고차원 high", "낮다 낮은 낮고 낮을 낮으면 하락 저차원 low"),
    ("deep", "깊다 깊은 깊어 깊게 깊을 deep", "얕다 얕은 얕아 얕게 얕을 shallow"),
    (
        "speed",
        "빠르 빨라 빨리 빠른 신속 가속 단축 fast quick rapid accelerate faster",
        "느리 느려 느린 늦 더디 오래 slow delay slower",
    ),
    ("strong", "강하 강한 강해 세다 세게 강화 strong strengthen", "약하 약한 약해 약화 weak weaken"),
    ("far", "멀다 멀리 멀어 먼 벗어나 far away apart", "가깝 가까 근처 인접 close near"),
    ("long", "길다 긴 길어 길게 long", "짧다 짧은 짧아 짧게 short"),
    ("wide", "넓 broad wide", "좁 narrow"),
    (
        "up",
        "위로 올라가 오르막 상승 최대 정점 꼭대기 upward uphill maximum maximize maximise peak",
        "아래로 내려가 내리막 하강 최소 골짜기 바닥 downward downhill minimum minimize minimise valley",
    ),
    ("sign", "양수 플러스 양의 positive", "음수 마이너스 음의 negative minus"),
    (
        "add",
        "더하 더해 덧셈 추가 붙이 붙여 합산 add append",
        "빼기 빼고 제거 없애 버리 버려 subtract remove discard drop",
    ),
    ("multiply", "곱하 곱해 곱셈 multiply product", "나누 나눠 나눗 나눈 divide"),
    (
        "before",
        "앞쪽 이전 먼저 전에 사전 미리 처음 입력층 before previous first earlier input",
        "뒤쪽 이후 나중 후에 사후 마지막 출력층 after later last next output",
    ),
    ("inside", "안쪽 내부 포함 within inside include internal", "바깥 외부 제외 outside exclude external"),
    (
        "all",
        "모든 모두 전부 항상 언제나 매번 반드시 무조건 all every always whole entire 전체",
        "일부 부분 가끔 때때로 어떤_경우 some sometimes partial subset",
    ),
    (
        "same",
        "같은 같다 같게 동일 일치 똑같 비슷 유사 same equal identical similar",
        "다른 다르 달라 차이 구별 different differ distinct",
    ),
    (
        "fixed",
        "고정 일정 불변 정해진 멈춘 fixed constant static frozen",
        "바뀌 변하 변해 변화 가변 달라지 유동 움직 갱신 change vary dynamic update adapt",
    ),
    (
        "once",
        "한_번 단번 한꺼번 once single one-shot",
        "반복 여러_번 조금씩 점점 계속 차근 되풀이 repeat iterative gradually repeatedly step",
    ),
    (
        "one",
        "하나 단일 혼자 단독 single alone individual",
        "둘 여러 다수 복수 함께 multiple multi several both",
    ),
    (
        "keep",
        "유지 보존 살아 남아 남는 남기 지키 전달 통과 keep preserve retain remain survive pass",
        "사라 소실 잃 없어 손실 막히 끊 vanish lose lost die disappear block",
    ),
    ("on", "활성화 사용 적용 쓰고 쓴다 적용 on enable apply use", "비활성 생략 건너 off disable skip omit"),
    (
        "need",
        "필요 필수 꼭 반드시 유용 need require necessary important essential",
        "불필요 필요없 필요_없 상관없 상관_없 무관 쓸모없 소용없 unnecessary irrelevant optional useless",
    ),
    (
        "possible",
        "가능 할_수_있 수_있 can able possible",
        "불가능 할_수_없 수_없 못하 못_한 cannot can't unable impossible",
    ),
    (
        "help",
        "도움 돕 개선 향상 좋아 완화 해결 막아 방지 예방 억제 improve help better prevent alleviate mitigate solve avoid",
        "해치 방해 악화 나빠 저하 유발 일으키 초래 심해 심각 worse hurt harm cause worsen degrade induce",
    ),
    (
        "good",
        "좋다 좋은 좋고 우수 뛰어 장점 이점 유리 효과적 good best advantage benefit",
        "나쁘 나쁜 열등 떨어지 단점 약점 불리 비효율 bad worst disadvantage drawback",
    ),
    ("easy", "쉽 쉬운 쉬워 간단 단순 간편 easy simple", "어렵 어려 복잡 힘들 까다 hard difficult complex"),
    ("cheap", "저렴 가벼 적은_비용 cheap light", "비싸 비싼 무겁 무거 expensive heavy costly"),
    (
        "stable",
        "안정 수렴 견고 stable converge robust",
        "불안정 발산 흔들 진동 폭주 폭발 unstable diverge oscillate explode fluctuate",
    ),
    (
        "exact",
        "정확 정밀 옳 맞는 맞히 맞게 맞춘 정답 exact accurate correct right precise",
        "부정확 틀리 틀린 오답 오류 잘못 대략 근사 inaccurate wrong incorrect error approximate",
    ),
    ("true", "사실 진짜 실제 true real actual", "거짓 가짜 허위 생성된 false fake generated"),
    (
        "known",
        "알려진 아는 알고 본_적 known seen",
        "모르 모른 처음_보는 새로운 못_본 unknown unseen new novel",
    ),
    (
        "open",
        "공개 공유 드러 share public open expose",
        "비공개 숨 감추 감춘 닫 보호 private hide hidden closed protect",
    ),
    # how something is done
    (
        "automatic",
        "자동 스스로 알아서 저절로 기계가 automatic itself automatically",
        "수동 사람이_직접 손으로 일일이 manual human by_hand",
    ),
    (
        "random",
        "무작위 랜덤 확률적 임의 우연 random stochastic",
        "결정론 결정적 고정된 순서대로 정해진 deterministic fixed ordered",
    ),
    (
        "parallel",
        "병렬 동시 한꺼번 나란히 parallel simultaneous concurrently",
        "순차 차례 하나씩 직렬 순서대로 sequential serial",
    ),
    ("local", "국소 지역 로컬 일부분 부분 local", "전역 글로벌 전_구간 global"),
    ("linear", "선형 직선 리니어 linear", "비선형 곡선 구부 꺾 nonlinear non-linear curve"),
    ("continuous", "연속 매끄 부드 continuous smooth", "불연속 이산 끊긴 계단 discrete discontinuous"),
    (
        "online",
        "실시간 즉시 바로 동적 그때그때 immediate dynamic eager real-time",
        "배치로 나중에 정적 미리 만들 static deferred later",
    ),
    (
        "central",
        "중앙 한곳 모아 모으 집중 서버로 central gather collect server",
        "분산 각자 흩어 로컬 기기 그_자리 distributed local device decentral",
    ),
    ("direct", "direct", "간접 통해 거쳐 indirect through"),
    ("dense", "밀집 빽빽 꽉 조밀 dense full", "희소 드문 성긴 0이_되 sparse zero"),
    (
        "independent",
        "독립 따로 무관 각각 independent separate",
        "의존 종속 연결 얽 묶 dependent coupled rely",
    ),
    ("explicit", "명시 드러내 직접_정 explicit", "암묵 잠재 숨은 implicit latent hidden"),
    (
        "abstract",
        "추상 고수준 의미 전체_모양 abstract high-level semantic",
        "구체 저수준 에지 엣지 concrete low-level edge",
    ),
)
