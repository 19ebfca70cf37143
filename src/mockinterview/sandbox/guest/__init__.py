"""What runs on the other side: the zygote and the children that it forks.

Started by path under the package name `guest`, so that a process which runs a stranger's code never imports
ours. These files import each other, numpy, landlockpy and seccompy; `codec` and `frames` serve both sides.
"""
